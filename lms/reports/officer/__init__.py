"""What officers and managers ask: one question per file, read only."""
