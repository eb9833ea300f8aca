"""Who may sign in when the product stands alone: accounts, sessions, one-time links."""
