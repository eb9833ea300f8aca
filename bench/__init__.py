"""What the product costs, each figure beside the floor of the same work, taken in turn."""
