"""The pages of officers and managers."""
