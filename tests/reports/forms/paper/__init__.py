"""Proof that a report is laid out well on paper."""
