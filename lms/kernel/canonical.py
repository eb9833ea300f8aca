"""One byte-for-byte form of a value, so that equal facts have equal digests."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID


def canonical(value: object) -> bytes:
    """Serialise a value: keys sorted, no spaces, UTF-8, instants and days in ISO 8601."""
    return _encode(value).encode()


def digest(value: object) -> str:
    """Return the SHA-256, in hex, of bytes as they are, or of a value's canonical form."""
    return sha256(value if isinstance(value, bytes) else canonical(value)).hexdigest()


def plain(value: object) -> Any:  # noqa: ANN401 - whatever json can write
    """Return a value JSON knows for one that it does not; raise TypeError if there is none."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"No canonical form for {type(value).__name__}.")


# Made once: `json.dumps` makes another one for each value.
_encode = json.JSONEncoder(
    default=plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False
).encode
