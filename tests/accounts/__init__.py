"""The proof of lms/accounts."""
