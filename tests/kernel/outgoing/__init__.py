"""Proof of the files that go out."""
