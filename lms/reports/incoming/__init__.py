"""What would a file that comes in change? One kind of file each; nothing is kept by asking."""
