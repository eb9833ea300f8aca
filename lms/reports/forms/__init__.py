"""As what a report is taken: its dictionary, what must be known to read it, and how it prints."""
