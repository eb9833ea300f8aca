"""Tests of what is required."""
