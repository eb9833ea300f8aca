"""What a worker is shown: what is due, what changed, and how a paper was marked."""
