"""May this be disclosed? A model of questions and ordered rules, and what follows from it."""
