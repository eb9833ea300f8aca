"""The upkeep of the house: is it sound, and what does a backup of it hold?"""
