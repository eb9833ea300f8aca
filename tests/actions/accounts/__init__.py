"""The proof of lms/actions/accounts."""
