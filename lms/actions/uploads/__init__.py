"""What can be done with files that wait to be confirmed."""
