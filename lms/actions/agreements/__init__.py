"""What can be done about agreements: describe them, cover workers, follow contract agents."""
