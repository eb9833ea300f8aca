"""The command part2-lms: one module for each family of commands."""
