"""Certificates on screen: seen, checked, decided about."""
