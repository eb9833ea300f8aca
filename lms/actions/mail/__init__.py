"""Letters: given up to be sent, taken by whoever sends them, settled."""
