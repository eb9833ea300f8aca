"""How an entry binds the rows that were kept with it: by digests of their canonical forms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from typing import Any, Final

SHORT: Final = 8
"""Hex digits by which one of many rows is told, should it be another later."""
FEW: Final = 50
"""So many rows of an entry are told by their keys too, so that one that is gone has a name."""

Each = str | Mapping[str, str]


@dataclass(frozen=True)
class Bound:
    """What an entry says of the rows kept with it, by table.

    `rows` binds: the SHA-256 of the rows' own digests, one on a line, in order of their keys.
    `each` tells which row is another now: the beginnings of those digests, by key where they
    are few, else one after the other.
    """

    rows: Mapping[str, str] = field(default_factory=dict)
    each: Mapping[str, Each] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Mapping[str, Any]]:
        """What stands in the statement; nothing where nothing was kept."""
        return {name: told for name, told in vars(self).items() if told}


class Seal:
    """Binds digests as they come, in order of their keys."""

    def __init__(self) -> None:
        self.count = 0
        self._seal = sha256()

    def add(self, digest: str) -> None:
        """Take one more digest in."""
        self.count += 1
        self._seal.update(f"{digest}\n".encode())

    @property
    def sha256(self) -> str:
        """The SHA-256 of all so far."""
        return self._seal.hexdigest()


def bound(table: str, rows: Iterable[tuple[str, str]]) -> Bound:
    """Bind rows of one table, given by their keys and digests in order of the keys."""
    seal = Seal()
    named: dict[str, str] = {}
    shorts = StringIO()  # a list of a million of them would take eight times the room
    for key, digest in rows:
        seal.add(digest)
        shorts.write(digest[:SHORT])
        if seal.count <= FEW:
            named[key] = digest[:SHORT]
    if not seal.count:
        return Bound()
    each: Each = named if seal.count <= FEW else shorts.getvalue()
    return Bound({table: seal.sha256}, {table: each})


def together(parts: Iterable[Bound]) -> Bound:
    """Bind rows of several tables by one entry."""
    rows: dict[str, str] = {}
    each: dict[str, Each] = {}
    for one in parts:
        rows |= one.rows
        each |= one.each
    return Bound(rows, each)


def shorts_of(each: Each) -> list[str]:
    """Return the beginnings of the digests that an entry tells, in order."""
    if not isinstance(each, str):
        return list(each.values())
    return [each[at : at + SHORT] for at in range(0, len(each), SHORT)]
