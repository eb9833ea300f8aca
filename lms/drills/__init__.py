"""A request arrives: what is asked of a worker in a drill, and what they decided."""
