"""What goes into the evidence pack of one agreement, and nothing of any other client."""
