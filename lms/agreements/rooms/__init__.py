"""Rooms in which a client's auditor reads what concerns one agreement, and samples drawn there."""
