"""Drills, and the way through them."""
