"""What can be asked of what waits to be published, and of what is taught."""
