"""What can be done about accounts: making them, passwords, signing in and out."""
