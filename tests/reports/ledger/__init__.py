"""What the ledger proves, and to whom."""
