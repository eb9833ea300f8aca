"""Courses are read whole, or refused by file and line."""
