"""Tests of what pages list."""
