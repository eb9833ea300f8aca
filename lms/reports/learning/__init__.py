"""What can be asked by whoever learns: about their own courses, papers and certificates."""
