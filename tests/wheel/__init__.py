"""The proof that what is installed works without the checkout."""
