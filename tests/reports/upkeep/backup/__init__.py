"""Backups, and what they bring back."""
