"""What long files cost to take away."""
