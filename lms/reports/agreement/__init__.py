"""What is asked about one agreement alone: no answer here names another client."""
