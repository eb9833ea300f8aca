"""Proof of the evidence pack: what is in it, what is not, and how anybody checks it."""
