"""How long are records kept, which are due to go, and which are held?"""
