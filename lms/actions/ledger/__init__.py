"""What can be done with the ledger itself."""
