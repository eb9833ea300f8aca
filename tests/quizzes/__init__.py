"""Papers are drawn, answered, marked and kept."""
