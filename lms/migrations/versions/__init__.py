"""The shapes the database went through, oldest first."""
