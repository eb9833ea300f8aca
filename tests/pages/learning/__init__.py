"""Tests of what a worker is shown."""
