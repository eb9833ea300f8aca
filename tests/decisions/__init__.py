"""Deciding what may be disclosed."""
