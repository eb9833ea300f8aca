"""How long records are kept, and which are held."""
