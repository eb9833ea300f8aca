"""Which derived rows does a page list, and how many are there?"""
