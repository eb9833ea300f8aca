"""What can be proved: a ledger that cannot be changed unseen."""
