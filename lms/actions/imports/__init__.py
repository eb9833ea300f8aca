"""Files are brought in: one action for each kind, whole or not at all."""
