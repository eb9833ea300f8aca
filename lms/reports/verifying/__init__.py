"""Is it what was issued here? Files need no database for that, the state of a number does."""
