"""Letters in and out of the database."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.kernel.outgoing.mail.model import LEASE, WITHHELD, Letter, Taken
from lms.kernel.outgoing.mail.tables import LetterRow


class Waiting(NamedTuple):
    """How many letters wait, since when the oldest does, and how many were refused for good."""

    letters: int
    since: datetime | None
    refused: int


def add_letter(session: Session, letter: Letter, now: datetime) -> bool:
    """Keep a letter to be sent; say whether it is new. The same key is never kept twice."""
    maker = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = maker.insert(LetterRow).values(
        key=letter.key,
        recipient=letter.to,
        subject=letter.subject,
        words=letter.words,
        passes=letter.passes,
        made_at=now,
        due_at=now,
        tries=0,
        sent=False,
        answer="",
    )
    added = session.execute(statement.on_conflict_do_nothing().returning(LetterRow.key))
    return added.first() is not None


def take_letter(session: Session, now: datetime) -> Taken | None:
    """Take the letter that is due longest, for as long as a lease is; None if none is due.

    Of two who ask at once, each gets another one.
    """
    row = LetterRow
    due = (
        select(row)
        .where(row.settled_at.is_(None), row.due_at <= now)
        .where(row.leased_until.is_(None) | (row.leased_until <= now))
        .order_by(row.due_at, row.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = session.scalar(due)
    if found is None:
        return None
    found.leased_until = now + LEASE
    found.tries += 1
    letter = Letter(found.key, found.recipient, found.subject, found.words, found.passes)
    return Taken(letter, found.made_at, found.tries)


def settle_letter(session: Session, key: str, now: datetime, answer: str, *, sent: bool) -> None:
    """Keep what became of a letter for good; the words of one that passes go."""
    row = session.get_one(LetterRow, key)
    row.settled_at, row.sent, row.answer, row.leased_until = now, sent, answer, None
    if row.passes:
        row.words = ""


def withhold_waiting(session: Session, now: datetime) -> int:
    """Let no letter wait any more, and send none of them; return how many there were."""
    row = LetterRow
    settled = {"settled_at": now, "sent": False, "answer": WITHHELD, "leased_until": None}
    waiting = update(row).where(row.settled_at.is_(None))
    found = session.execute(waiting.values(settled).returning(row.key)).all()
    session.execute(update(row).where(row.passes, ~row.sent).values(words=""))
    return len(found)


def put_off(session: Session, key: str, until: datetime, answer: str) -> None:
    """Let a letter wait until it is tried again."""
    settled = {"due_at": until, "answer": answer, "leased_until": None}
    session.execute(update(LetterRow).where(LetterRow.key == key).values(settled))


def due_letters(session: Session, now: datetime) -> list[Any]:
    """Return key, recipient and subject of what would be sent now, in order."""
    row = LetterRow
    query = select(row.key, row.recipient, row.subject)
    waiting = query.where(row.settled_at.is_(None), row.due_at <= now)
    return list(session.execute(waiting.order_by(row.due_at, row.key)))


def waiting_letters(session: Session, refused_since: datetime) -> Waiting:
    """Return how the letters stand."""
    row = LetterRow
    count, since = session.execute(
        select(func.count(), func.min(row.made_at)).where(row.settled_at.is_(None))
    ).one()
    refused = session.scalar(
        select(func.count()).where(
            row.settled_at >= refused_since, ~row.sent, row.answer != WITHHELD
        )
    )
    return Waiting(count, since, refused or 0)
