"""Who learns: workers, as the staff file made them known, and when they were employed."""
