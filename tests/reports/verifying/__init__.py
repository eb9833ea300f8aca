"""Files, checked with nothing but public keys."""
