"""What can be found out about a file with nothing but public keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lms.kernel.keyring import KnownKey

Keys = Mapping[str, KnownKey]
"""The keys that are trusted, by their id."""


@dataclass(frozen=True)
class Verdict:
    """Whether a file is genuine, in a sentence, and what else is to be known of it."""

    genuine: bool
    sentence: str
    notes: tuple[str, ...] = ()


class NotGenuine(Exception):  # noqa: N818 - reads as a sentence: `raise NotGenuine(...)`
    """A file is not what was issued; the message says what about it is broken."""


def key_for(keys: Keys, id: str, signed_on: date | None = None) -> KnownKey:  # noqa: A002 - it is an id
    """Return the trusted key of an id; raise `NotGenuine` for one that is foreign.

    So it is too if it did not sign on that day (UTC), where that is known.
    """
    key = keys.get(id)
    if key is None:
        known = ", ".join(sorted(keys)) or "none"
        raise NotGenuine(f"it is signed with a foreign key, {id} (trusted: {known})")
    if signed_on is not None and not key.signed_on(signed_on):
        raise NotGenuine(f"it is dated {signed_on}, and key {id} did not sign on that day")
    return key
