"""What somebody completed here, to take along: gathered, drawn, signed."""
