"""The auditor's room, and the officers' page that opens and closes it."""
