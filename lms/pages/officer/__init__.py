"""What an officer decides on: the courses, and what publishing them does."""
