"""A worker's standing under a requirement: which dates follow from what happened, and why."""
