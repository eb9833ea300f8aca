"""The proof of lms/actions/uploads."""
