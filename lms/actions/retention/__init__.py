"""What can be done about how long records are kept."""
