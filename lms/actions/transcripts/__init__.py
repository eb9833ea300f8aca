"""Handing somebody their transcript when they can sign in no more."""
