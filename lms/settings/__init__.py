"""The settings of the product: read once, and what they lead to."""
