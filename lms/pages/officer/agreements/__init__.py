"""Pages of agreements: what binds the house, who serves it, and who helps."""
