"""How a certificate is drawn: letters, ornament, QR symbol, structure and file."""
