"""The parts of a lesson as its author writes them: boxes, checks, tables, words, figures."""
