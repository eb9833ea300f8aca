"""Tests of the parts of a lesson."""
