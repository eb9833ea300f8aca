"""The proof that the house conventions hold, each check with a planted fault it must find."""
