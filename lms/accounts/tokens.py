"""Secrets that let their bearer in: 256 bits of chance, of which only the SHA-256 is kept."""

from hashlib import sha256
from secrets import token_urlsafe

BYTES = 32
LONGEST = 128


def new_token() -> str:
    """Make a token nobody can guess.

    This chance is not given like other chance is: a token that a test or a log could
    foretell would be none.
    """
    return token_urlsafe(BYTES)


def digest_of(token: str) -> str:
    """Return what is kept of a token: a thief of the database cannot sign in with it."""
    return sha256(token[:LONGEST].encode("utf-8", "replace")).hexdigest()
