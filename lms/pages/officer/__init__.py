"""The pages by which officers and managers deal with people and requirements."""
