"""Backups of everything that is kept: what one holds, and what one brings back."""
