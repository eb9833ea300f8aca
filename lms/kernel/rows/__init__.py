"""Rows: in the one plain form that the ledger sees, and derived ones written anew."""
