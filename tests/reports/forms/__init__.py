"""Proof that a report says the same as whatever it is taken."""
