"""What is required: of whom, on what basis, how often."""
