"""Tests of who learns."""
