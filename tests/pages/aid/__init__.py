"""Pages that help to decide."""
