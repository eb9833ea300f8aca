"""The proof of lms/pages."""
