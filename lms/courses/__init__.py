"""What is taught: courses, their lessons, their published versions, and what was read of them."""
