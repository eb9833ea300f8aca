"""What follows from an incident: people who take a course again, by a day of its own."""
