"""Certificates: issued, corrected, revoked."""
