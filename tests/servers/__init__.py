"""The real servers that tests run against: PostgreSQL, SQLite, and Chromium."""
