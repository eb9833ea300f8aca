"""Tests of what is asked about one agreement alone."""
