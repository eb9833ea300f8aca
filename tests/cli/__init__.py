"""The proof of lms/cli."""
