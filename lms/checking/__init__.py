"""What a content root owes its readers beyond being readable: sources, minutes, plain words."""
