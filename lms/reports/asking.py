"""How is a report asked for: of when, of whom, of what?"""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, collate
from sqlalchemy.orm import InstrumentedAttribute, Session

from lms.agreements.model import AccessList
from lms.kernel.access import EVERYONE, Scope
from lms.kernel.ids import AgreementId
from lms.people.model import Roster

Rows = Generator[Sequence[Any], None, None]


@dataclass(frozen=True)
class Question:
    """What is asked: the day it is about, whose records, and which of them.

    `as_of` is a civil day of each worker's own zone. `known_at` leaves out what was recorded
    after that day, that is from the instant `known_before` on; None means everything known now.
    With an `agreement`, only who serves it and what is its business: no other client is named.
    `alone` then also judges everybody as if they served no other, so that no date tells of one.
    `roster` and `access` are lists that whoever asks brings along, to be held against the records.
    """

    as_of: date
    today: date
    scope: Scope = EVERYONE
    team: str | None = None
    requirement: str | None = None
    agreement: AgreementId | None = None
    roster: Roster | None = None
    access: AccessList | None = None
    alone: bool = False
    known_at: date | None = None
    known_before: datetime | None = None

    @property
    def looks_back(self) -> bool:
        """Whether it is told from events: it is of an earlier day, or of one agreement alone."""
        earlier = self.known_at is not None and self.known_at < self.today
        return self.as_of < self.today or earlier or self.alone

    @property
    def judged_by(self) -> AgreementId | None:
        """The one agreement whose service counts; None if every service does."""
        return self.agreement if self.alone else None


class Column(NamedTuple):
    """A column of a report: its fixed name, what it means, and whether people typed its cells."""

    name: str
    meaning: str
    typed: bool = False


class Answer(NamedTuple):
    """A report's columns and its rows, which are read as they are taken.

    Whoever does not take all rows closes them, for the database holds them open. `header` says
    in pairs what is so of the whole: of which bytes a list that was brought along is, and counts.
    """

    columns: tuple[Column, ...]
    rows: Rows
    header: tuple[tuple[str, str], ...] = ()

    def first(self, number: int) -> list[Sequence[Any]]:
        """Take the first rows, and no more."""
        with closing(self.rows):
            return list(islice(self.rows, number))

    @property
    def names(self) -> tuple[str, ...]:
        """The fixed names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def typed(self) -> frozenset[str]:
        """The names of columns whose cells people typed."""
        return frozenset(column.name for column in self.columns if column.typed)


def by_bytes(session: Session, column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """Return a column to sort by that gives one order everywhere: that of its UTF-8 bytes.

    SQLite has no other; PostgreSQL would else follow the language of its server.
    """
    if session.get_bind().dialect.name == "postgresql":
        return collate(column, "C")
    return column.expression
