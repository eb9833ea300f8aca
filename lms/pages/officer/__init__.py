"""The pages by which officers and managers deal with people, requirements and courses."""
