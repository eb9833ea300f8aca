"""Proof that an auditor's room shows one agreement, to whom it was opened, and nothing else."""
