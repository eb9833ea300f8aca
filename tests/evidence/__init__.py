"""What was recorded cannot be changed unseen."""
