"""Whom the organization serves: programs, and the agreements that bind it to them."""
