"""Letting a client's auditor in, and out again."""
