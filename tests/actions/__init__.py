"""The proof of lms/actions."""
