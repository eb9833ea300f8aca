"""Certificates: issued, revoked, corrected."""
