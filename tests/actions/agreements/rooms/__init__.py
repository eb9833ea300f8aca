"""Proof of what rooms and samples are."""
