"""The upkeep of the house."""
