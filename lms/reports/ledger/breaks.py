"""Was anything changed that should not have been? Each break is named: table, key and entry."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from sqlalchemy.orm import Session

from lms.evidence.binding import Each, Seal
from lms.evidence.chain import GENESIS, seal_of
from lms.evidence.checkpoints import Checkpoint
from lms.evidence.store import Line, last_of, lines
from lms.reports.ledger.bound import (
    Kept,
    Named,
    all_rows,
    destroyed_before,
    destroyed_of,
    kept_rows,
    rows_of,
)
from lms.reports.ledger.naming import LEDGER, Break, Wrong, differing, sha256_of

EARLIER: Final = "EarlierRowsBound"
"""The entry that binds every row that named no entry, or an earlier one."""


def breaks(session: Session, checkpoints: Iterable[Checkpoint] = ()) -> Iterator[Break]:
    """Yield every break of the chain, and every fact that is not what its entry says.

    One pass over everything, in flat memory. A tail that was cut off, and a ledger that was
    sealed anew from some entry on, only checkpoints show; their signatures are looked at before.
    """
    waiting = _Groups(session)
    known = _Known(checkpoints)
    number, follows = 0, {GENESIS}
    for line in lines(session):
        if line.number > number + 1:
            places = _range(number + 1, line.number - 1)
            yield Break(Wrong.MISSING, LEDGER, places, number + 1)
        own = seal_of(*line[:4], line.recorded_at)
        if own != line.seal:
            yield Break(Wrong.ALTERED, LEDGER, str(line.number), line.number)
        elif line.number == number + 1 and line.previous not in follows:
            yield Break(Wrong.MOVED, LEDGER, str(line.number), line.number)
        yield from waiting.differing(line, sound=own == line.seal)
        yield from known.differing(line)
        number, follows = line.number, {line.seal, own}
    yield from known.cut_off(number)
    yield from waiting.orphans(None)


class _Known:
    """What checkpoints know, held against the entries as they come."""

    def __init__(self, checkpoints: Iterable[Checkpoint]) -> None:
        self._seals: dict[int, set[str]] = {}
        for one in checkpoints:
            self._seals.setdefault(one.number, set()).add(one.seal)
        self._held = 0

    def differing(self, line: Line) -> Iterator[Break]:
        """Tell where an entry has another seal than a checkpoint knows."""
        seals = self._seals.get(line.number)
        if seals == {line.seal}:
            self._held = line.number
        elif seals is not None:
            places = _range(self._held + 1, line.number)
            yield Break(Wrong.RESEALED, LEDGER, places, line.number)

    def cut_off(self, last: int) -> Iterator[Break]:
        """Tell what came after the last entry once."""
        latest = max(self._seals, default=0)
        if latest > last:
            yield Break(Wrong.CUT, LEDGER, _range(last + 1, latest), last + 1)


class _Groups:
    """Rows in order of the entries they name, held against the entries as they come."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._earlier_until = last_of(session, EARLIER) or 0
        self._earlier: dict[str, Seal] = {}
        self._by_entry = groupby(kept_rows(session), key=lambda kept: kept.entry)
        self._next = next(self._by_entry, None)

    def differing(self, line: Line, *, sound: bool) -> Iterator[Break]:
        """Name the rows that are not what an entry says of them, if it can be believed.

        Those that name an entry which is not there come first.
        """
        yield from self.orphans(line.number)
        groups = list(self._tables(line))
        if not sound or _fits(groups, line):
            return
        there = dict(groups)
        said = _said(line)
        rows, each = said.get("rows", {}), said.get("each", {})
        if line.what == EARLIER:
            if line.number == self._earlier_until:
                yield from self._earlier_differing(line.number, rows, each)
            rows = {}
        for table in sorted(there.keys() | rows.keys()):
            group = there.get(table, _Group())
            if table in rows:
                yield from self._against(line, table, group, (rows[table], each[table]))
            elif line.number >= self._earlier_until:
                yield from self._added(table, line.number)

    def orphans(self, number: int | None) -> Iterator[Break]:
        """Name the rows that name no entry before this number, or one that is not there."""
        while self._next is not None and (number is None or self._next[0] < number):
            entry, rows = self._next
            for table, group in groupby(rows, key=lambda kept: kept.table):
                for kept in group:
                    self._take_earlier(kept)
                if entry >= self._earlier_until:
                    yield from self._added(table, entry)
            self._next = next(self._by_entry, None)

    def _tables(self, line: Line) -> Iterator[tuple[str, "_Group"]]:
        """Take the rows that name an entry, by table."""
        if self._next is None or self._next[0] != line.number:
            return
        for table, group in groupby(self._next[1], key=lambda kept: kept.table):
            found = _Group()
            for kept in group:
                found.seal.add(kept.digest)
                found.misled += kept.seal not in {None, line.seal}
                self._take_earlier(kept)
            yield table, found
        self._next = next(self._by_entry, None)

    def _against(
        self, line: Line, table: str, group: "_Group", told: tuple[str, Each]
    ) -> Iterator[Break]:
        sha256, each = told
        if group.seal.sha256 != sha256:
            gone = destroyed_of(self._session, table, line.number)
            there = sorted([*self._rows(table, line.number), *gone])
            if sha256_of(there) != sha256:
                yield from differing(line.number, table, each, there)
                return
        if group.misled:
            for row in self._rows(table, line.number):
                if row.seal not in {None, line.seal}:
                    yield Break(Wrong.ALTERED, table, row.key, line.number)

    def _rows(self, table: str, entry: int) -> Iterator[Named]:
        return rows_of(self._session, table, entry)

    def _take_earlier(self, kept: Kept) -> None:
        if kept.entry < self._earlier_until:
            self._earlier.setdefault(kept.table, Seal()).add(kept.digest)

    def _earlier_differing(
        self, number: int, rows: dict[str, str], each: dict[str, Any]
    ) -> Iterator[Break]:
        for table in sorted(rows.keys() | self._earlier.keys()):
            seal = self._earlier.get(table, Seal()).sha256
            if rows.get(table) != seal:
                gone = destroyed_before(self._session, table, number)
                there = sorted([*all_rows(self._session, table, before=number), *gone])
                if sha256_of(there) != rows.get(table):
                    yield from differing(number, table, each.get(table, {}), there)

    def _added(self, table: str, entry: int) -> Iterator[Break]:
        for row in self._rows(table, entry):
            yield Break(Wrong.ADDED, table, row.key, entry)


class _Group:
    """Rows of one table that name an entry, and how many of them name another seal than its."""

    def __init__(self) -> None:
        self.seal = Seal()
        self.misled = 0


def _fits(groups: Iterable[tuple[str, _Group]], line: Line) -> bool:
    """Say whether an entry binds these rows and no others, without reading all that it says.

    What stands between quotes in a statement never looks like this: its own are escaped.
    """
    if line.what == EARLIER:
        return False
    rows = ",".join(f'"{table}":"{group.seal.sha256}"' for table, group in groups)
    if not rows:
        return '"rows":{' not in line.statement
    misled = any(group.misled for _, group in groups)
    return not misled and f'"rows":{{{rows}}}' in line.statement


def _said(line: Line) -> dict[str, Any]:
    if '"rows":{' not in line.statement:
        return {}
    told: dict[str, Any] = json.loads(line.statement)
    return told if isinstance(told.get("rows"), dict) else {}


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"
