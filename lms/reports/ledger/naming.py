"""Which rows of an entry are others than it says, were added, or are gone?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lms.evidence.binding import SHORT, Each, Seal, shorts_of
from lms.reports.ledger.bound import Named

LEDGER: Final = "lms_ledger"


class Wrong(StrEnum):
    """What was done to something."""

    ALTERED = "is not what was sealed"
    MISSING = "is gone"
    ADDED = "was added beside the ledger"
    MOVED = "does not follow the entry before it"
    CUT = "was cut off: a checkpoint knows it"
    RESEALED = "was sealed anew, in some of these places: a checkpoint knows another seal"


@dataclass(frozen=True)
class Break:
    """Something that is not as it was sealed: where, which, and the entry that shows it.

    `key` names a row by its key, or else by its place among those of its entry.
    """

    wrong: Wrong
    table: str
    key: str
    entry: int

    def __str__(self) -> str:
        """Say it in a sentence."""
        if self.table == LEDGER:
            return f"Entry {self.key} of the ledger {self.wrong}."
        entry = f"entry {self.entry}" if self.entry else "no entry"
        return f"{self.table} {self.key} {self.wrong} ({entry})."


def sha256_of(rows: Iterable[Named]) -> str:
    """Return the digest by which an entry binds these rows together."""
    seal = Seal()
    for row in rows:
        seal.add(row.digest)
    return seal.sha256


def differing(entry: int, table: str, each: Each, there: Iterable[Named]) -> Iterator[Break]:
    """Name the rows that differ from what an entry tells of each; at least one does."""
    known = [(row.key, row.digest[:SHORT]) for row in there]
    if isinstance(each, str):
        found = list(_by_place(entry, table, shorts_of(each), known))
    else:
        found = list(_by_key(entry, table, each, dict(known)))
    yield from found or [Break(Wrong.ALTERED, table, "in some row", entry)]


def _by_key(
    entry: int, table: str, each: Mapping[str, str], known: Mapping[str, str]
) -> Iterator[Break]:
    for key, short in each.items():
        if key not in known:
            yield Break(Wrong.MISSING, table, key, entry)
        elif known[key] != short:
            yield Break(Wrong.ALTERED, table, key, entry)
    for key in known.keys() - each.keys():
        yield Break(Wrong.ADDED, table, key, entry)


def _by_place(
    entry: int, table: str, shorts: list[str], known: list[tuple[str, str]]
) -> Iterator[Break]:
    """Name them where the entry knows no keys: by the keys that are there, else by their place."""
    there = Counter(short for _, short in known)
    gone, strange = Counter(shorts) - there, there - Counter(shorts)
    wrong = Wrong.ALTERED if len(known) == len(shorts) else Wrong.ADDED
    for key, short in known:
        if strange[short] > 0:
            strange[short] -= 1
            yield Break(wrong, table, key, entry)
    if len(known) >= len(shorts):
        return
    for place, short in enumerate(shorts, start=1):
        if gone[short] > 0:
            gone[short] -= 1
            yield Break(Wrong.MISSING, table, f"row {place} of {len(shorts)}", entry)
