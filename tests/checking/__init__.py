"""What is checked of a content root beyond that it can be read."""
