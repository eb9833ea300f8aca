"""The proof that the product is a good guest in an application that was there first."""
