"""What can be asked about drills: whose they are, and how often they were done."""
