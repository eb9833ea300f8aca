"""What a worker does while learning: read lessons, answer drills."""
