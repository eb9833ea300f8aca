"""What is asked: quizzes, papers drawn from them, attempts, and how attempts are graded."""
