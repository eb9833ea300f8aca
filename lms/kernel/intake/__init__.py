"""What comes in by files: cells as people typed them, and rows set down and kept by the many."""
