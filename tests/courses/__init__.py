"""Tests, mirroring `lms/courses`."""
