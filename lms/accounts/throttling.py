"""How often somebody may guess a password before they have to wait."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

WINDOW = timedelta(minutes=15)
"""Failures are counted from the first one on; after this long they are forgotten."""
PER_ACCOUNT = 10
PER_ADDRESS = 50


@dataclass(frozen=True)
class Limit:
    """How many failures are borne under one key. The key does not tell whose it is."""

    key: str
    most: int

    def exceeded_by(self, failures: int) -> bool:
        """Say whether one more guess is too many, when it is counted before it is tried."""
        return failures > self.most


def limits_on(email: str, address: str) -> tuple[Limit, Limit]:
    """Return the limits on an account, there or not, and on the address guesses come from.

    Always in this order: two guesses then wait for each other instead of locking up.
    """
    return (
        Limit(_key("account", email), PER_ACCOUNT),
        Limit(_key("address", _network(address)), PER_ADDRESS),
    )


def _key(kind: str, name: str) -> str:
    return sha256(f"{kind}:{name}".encode("utf-8", "replace")).hexdigest()


def _network(address: str) -> str:
    """Return the address, or for IPv6 the /64 that one customer has to itself."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(ip_network((known.packed[:8] + bytes(8), 64)))
    return str(known)
