"""What every part may use: clock, ids, errors, access, database, canonical bytes, Markdown."""
