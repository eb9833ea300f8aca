"""What can be done with the ledger itself, and with what must be kept."""
