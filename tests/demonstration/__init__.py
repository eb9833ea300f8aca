"""Whether the demonstration is made as real records are."""
