"""What is done with the ledger itself."""
