"""The proof of lms/pages/officer."""
