"""The proof that a worker's standing follows from what happened, on every day."""
