"""Tests, mirroring `lms/evidence`."""
