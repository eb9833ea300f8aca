"""Proof of how a certificate is drawn."""
