"""What officers and managers ask."""
