"""The upkeep of the database: its shape, and copies of it made while others write."""
