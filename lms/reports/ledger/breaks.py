"""Was anything changed that should not have been? Each break is named: table, key and entry."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

from sqlalchemy.orm import Session

from lms.evidence.binding import SHORT, Each, Seal, shorts_of
from lms.evidence.chain import GENESIS, seal_of
from lms.evidence.store import Line, lines
from lms.reports.ledger.bound import Kept, kept_rows, rows_of

LEDGER: Final = "lms_ledger"


class Wrong(StrEnum):
    """What was done to something."""

    ALTERED = "is not what was sealed"
    MISSING = "is gone"
    ADDED = "was added beside the ledger"
    MOVED = "does not follow the entry before it"
    CUT = "is cut off: a checkpoint knows a later entry"
    RECHAINED = "was sealed anew: a checkpoint knows another seal"


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


def breaks(session: Session) -> Iterator[Break]:
    """Yield every break of the chain, and every fact that is not what its entry says.

    One pass over everything, in flat memory. A tail that was cut off, and a ledger that was
    sealed anew from some entry on, only a checkpoint shows.
    """
    waiting = _Groups(kept_rows(session))
    number, follows = 0, {GENESIS}
    for line in lines(session):
        yield from _gap(number, line)
        own = seal_of(*line[:4], line.recorded_at)
        sound = own == line.seal
        if not sound:
            yield Break(Wrong.ALTERED, LEDGER, str(line.number), line.number)
        elif line.number == number + 1 and line.previous not in follows:
            yield Break(Wrong.MOVED, LEDGER, str(line.number), line.number)
        for entry, groups in waiting.until(line.number):
            if entry < line.number:
                yield from _orphans(session, entry, groups)
            elif sound:
                yield from _rows(session, line, groups)
        number, follows = line.number, {line.seal, own}
    for entry, groups in waiting.until(None):
        yield from _orphans(session, entry, groups)


def _gap(number: int, line: Line) -> Iterator[Break]:
    first, last = number + 1, line.number - 1
    if first <= last:
        named = str(first) if first == last else f"{first} to {last}"
        yield Break(Wrong.MISSING, LEDGER, named, first)


Found = dict[str, tuple[Seal, bool]]
"""Rows that name an entry, by table: what they are together, and whether all name its seal."""


class _Groups:
    """Rows in order of the entries they name, taken as the entries come."""

    def __init__(self, rows: Iterator[Kept]) -> None:
        self._by_entry = groupby(rows, key=lambda kept: kept.entry)
        self._next = next(self._by_entry, None)

    def until(self, number: int | None) -> Iterator[tuple[int, Iterable[Kept]]]:
        """Yield each entry that rows name up to a number, and the number itself in any case."""
        while self._next is not None and (number is None or self._next[0] <= number):
            entry, rows = self._next
            yield entry, rows
            self._next = next(self._by_entry, None)
            if entry == number:
                return
        if number is not None:
            yield number, ()


def _orphans(session: Session, entry: int, rows: Iterable[Kept]) -> Iterator[Break]:
    """Yield the rows that name no entry, or one that is not there."""
    for table in {kept.table: None for kept in rows}:
        for row in rows_of(session, table, entry):
            yield Break(Wrong.ADDED, table, row.key, entry)


def _rows(session: Session, line: Line, rows: Iterable[Kept]) -> Iterator[Break]:
    """Yield the rows that are not what an entry says of them."""
    said = _said(line)
    seen: set[str] = set()
    for table, group in groupby(rows, key=lambda kept: kept.table):
        seen.add(table)
        seal, told = Seal(), True
        for kept in group:
            seal.add(kept.digest)
            told = told and kept.seal in {None, line.seal}
        if table not in said.get("rows", {}):
            yield from _orphans(session, line.number, [Kept(line.number, table, "", None)])
        elif seal.sha256 != said["rows"][table]:
            yield from _differing(session, line.number, table, said["each"][table])
        elif not told:
            for row in rows_of(session, table, line.number):
                if row.seal not in {None, line.seal}:
                    yield Break(Wrong.ALTERED, table, row.key, line.number)
    for table in said.get("rows", {}).keys() - seen:
        yield from _differing(session, line.number, table, said["each"][table])


def _said(line: Line) -> dict[str, Any]:
    if '"rows":{' not in line.statement:
        return {}
    told: dict[str, Any] = json.loads(line.statement)
    return told if isinstance(told.get("rows"), dict) else {}


def _differing(session: Session, entry: int, table: str, each: Each) -> Iterator[Break]:
    """Name the rows of an entry that are others than it says, were added, or are gone."""
    there = [(row.key, row.digest) for row in rows_of(session, table, entry)]
    if isinstance(each, str):
        found = list(_by_place(entry, table, each, there))
    else:
        found = list(_by_key(entry, table, each, there))
    yield from found or [Break(Wrong.ALTERED, table, "in some row", entry)]


def _by_key(
    entry: int, table: str, each: Mapping[str, str], there: list[tuple[str, str]]
) -> Iterator[Break]:
    known = {key: digest[:SHORT] for key, digest in there}
    for key, short in each.items():
        if key not in known:
            yield Break(Wrong.MISSING, table, key, entry)
        elif known[key] != short:
            yield Break(Wrong.ALTERED, table, key, entry)
    for key in known.keys() - each.keys():
        yield Break(Wrong.ADDED, table, key, entry)


def _by_place(entry: int, table: str, each: str, there: list[tuple[str, str]]) -> Iterator[Break]:
    """Name them where the entry knows no keys: by the keys that are there, else by their place."""
    shorts = shorts_of(each)
    gone = Counter(shorts) - Counter(digest[:SHORT] for _, digest in there)
    strange = Counter(digest[:SHORT] for _, digest in there) - Counter(shorts)
    wrong = Wrong.ALTERED if len(there) == len(shorts) else Wrong.ADDED
    for key, digest in there:
        if strange[digest[:SHORT]] > 0:
            strange[digest[:SHORT]] -= 1
            yield Break(wrong, table, key, entry)
    if len(there) >= len(shorts):
        return
    for place, short in enumerate(shorts, start=1):
        if gone[short] > 0:
            gone[short] -= 1
            yield Break(Wrong.MISSING, table, f"row {place} of {len(shorts)}", entry)
