"""Certificates: seen, checked by anybody, decided about, and taken away."""
