"""Proof of what certificates say, how they are numbered, and how they look on paper."""
