"""Training on 42 CFR Part 2 that stands up as evidence."""
