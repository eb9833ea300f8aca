"""The journeys of the people who use the product, in a real browser."""
