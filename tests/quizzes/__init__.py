"""Tests, mirroring `lms/quizzes`."""
