"""What can be asked about who is there, and what they may ask about."""
