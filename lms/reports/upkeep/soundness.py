"""Does what is derived agree with the facts, do the ledger and the keys hold?"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.evidence.checkpoints import Checkpoint
from lms.evidence.copies import BackupMade
from lms.evidence.store import entries_head, last_at, last_recorded_at
from lms.kernel.batches import batches
from lms.kernel.errors import InvalidSettings
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_ids
from lms.reports.access.mail import mail_told
from lms.reports.derived import derived_rows
from lms.reports.histories import WORKERS_AT_ONCE, stories
from lms.reports.ledger.bound import destroyed_count
from lms.reports.ledger.breaks import breaks
from lms.reports.ledger.checkpoints import Witnesses
from lms.reports.ledger.naming import LEDGER, Break
from lms.reports.upkeep.people import accounts_differing, people_differing
from lms.reports.verifying.keys import unknown_keys
from lms.standing.civil import civil_day, clock_went_back
from lms.standing.model import Standing
from lms.standing.status import status_on
from lms.standing.store import DATES, holding_on, status_expression
from lms.standing.tables import StandingRow

TOLD_AT_MOST = 20
"""How many workers, or breaks, a finding names; the rest are counted."""
OLD = timedelta(days=7)
"""From this age on a backup is called old."""
SOON = timedelta(days=30)
"""So long before a certificate ends it is said."""
FOUND_AT_MOST = 1_000
"""How many breaks are looked for: whoever has so many has one large one."""


class Finding(NamedTuple):
    """One thing that was looked at: whether it is sound, and what was seen, in a sentence."""

    name: str
    sound: bool
    said: str


def soundness(
    work: UnitOfWork,
    told: Callable[[int], None] | None = None,
    known: Witnesses | None = None,
) -> Iterator[Finding]:
    """Look at the clock, the ledger, and every derived row, one finding after the other.

    `told` hears of workers compared; `known` is what checkpoints know, if there are any.
    """
    yield _clock(work)
    yield _keys(work)
    yield from _bound(work.session, () if known is None else known.sound)
    if known is not None:
        yield _witnessed(work.session, known)
    yield _people(work.session)
    yield _copied(work)
    yield Finding("mail", *mail_told(work))
    yield _standings(work, told)


def _clock(work: UnitOfWork) -> Finding:
    if clock_went_back(last_recorded_at(work.session), work.now):
        said = "The clock stands before the last record. Set it, or nothing can be completed."
        return Finding("clock", sound=False, said=said)
    return Finding("clock", sound=True, said="The clock stands after the last record.")


def _keys(work: UnitOfWork) -> Finding:
    try:
        signing, gone = work.keys.current.id, unknown_keys(work.session, work.keys)
    except InvalidSettings as error:
        return Finding("keys", sound=False, said=str(error))
    if gone:
        named = ", ".join(gone)
        said = f"Keys that signed certificates are not known: {named}. Bring back their file."
        return Finding("keys", sound=False, said=said)
    ends_on = work.keys.document.ends_on
    if ends_on - SOON < work.now.date():
        said = f"The certificate that signs PDFs ends on {ends_on}: nothing is issued after that."
        return Finding("keys", sound=False, said=f"{said} Put a new one in its place.")
    whose, house = work.keys.document.name, work.organization.name
    if work.keys.own_document_key is None and not house.startswith(whose[:-1]):
        said = f"The signature in PDFs names {whose}. To name {house}: part2-lms keys rotate"
        return Finding("keys", sound=False, said=said)
    said = f"Key {signing} signs, and every key that signed a certificate is known."
    return Finding("keys", sound=True, said=said)


def _bound(session: Session, checkpoints: Sequence[Checkpoint]) -> Iterator[Finding]:
    """Tell of the ledger itself, and of the facts that it binds."""
    found = [*islice(breaks(session, checkpoints), FOUND_AT_MOST)]
    chain = [one for one in found if one.table == LEDGER]
    facts = [one for one in found if one.table != LEDGER]
    whole = "Every entry is sealed to the one before."
    yield Finding("ledger", sound=not chain, said=_told(chain) or whole)
    same = "Every fact says what the ledger says of it."
    gone = destroyed_count(session)
    same += f" {gone:,} rows were destroyed under retention, as it says." if gone else ""
    yield Finding("facts", sound=not facts, said=_told(facts) or same)


def _witnessed(session: Session, known: Witnesses) -> Finding:
    """Tell of the checkpoints themselves: whether our keys signed them, and how new they are."""
    if known.strange:
        count = len(known.strange)
        said = f"{count:,} lines of the checkpoints are not signed by a key of ours."
        return Finding("checkpoints", sound=False, said=said)
    newest = max((one.number for one in known.sound), default=0)
    said = f"{len(known.sound):,} checkpoints are ours; the newest knows entry {newest:,}"
    said = f"{said} of {entries_head(session):,}."
    return Finding("checkpoints", sound=newest > 0, said=said)


def _people(session: Session) -> Finding:
    """Hold to the records how people are described now, and what accounts may do."""
    people, accounts = [*people_differing(session)], [*accounts_differing(session)]
    if not people and not accounts:
        said = "Everybody is described as recorded, and every account is as it was made."
        return Finding("people", sound=True, said=said)
    told = []
    if people:
        told.append(f"These workers are described otherwise than recorded: {_named(people)}.")
    if accounts:
        told.append(f"These accounts were not made here with their roles: {_named(accounts)}.")
    return Finding("people", sound=False, said=" ".join(told))


def _named(found: Sequence[str]) -> str:
    more = len(found) - TOLD_AT_MOST
    return ", ".join(found[:TOLD_AT_MOST]) + (f" and {more:,} more" if more > 0 else "")


def _copied(work: UnitOfWork) -> Finding:
    """Tell how old the newest backup is, where backups are made by this program."""
    made_at = last_at(work.session, BackupMade.__name__)
    if made_at is None:
        said = "None was made here. If nothing else makes one: part2-lms backup FILE"
        return Finding("backups", sound=True, said=said)
    days = (work.now - made_at).days
    age = "today" if days == 0 else f"{days} day{'' if days == 1 else 's'} ago"
    if work.now - made_at < OLD:
        return Finding("backups", sound=True, said=f"The last one was made {age}.")
    said = f"The last one was made {age}. Run: part2-lms backup FILE"
    return Finding("backups", sound=False, said=said)


def _told(found: Sequence[Break]) -> str:
    more = len(found) - TOLD_AT_MOST
    counted = f" And {more:,} more." if more > 0 else ""
    return " ".join(map(str, found[:TOLD_AT_MOST])) + counted


def _standings(work: UnitOfWork, told: Callable[[int], None] | None) -> Finding:
    day = civil_day(work.now, work.organization.time_zone)
    wrong: list[str] = []
    rows = done = 0
    for piece in batches(list(worker_ids(work.session)), WORKERS_AT_ONCE):
        kept = _kept(work.session, piece, day)
        derived = _derived(work.session, piece, day)
        rows += len(derived)
        done += len(piece)
        wrong += (
            f"{worker} for {requirement}"
            for worker, requirement in sorted(kept.keys() | derived.keys())
            if kept.get((worker, requirement)) != derived.get((worker, requirement))
        )
        if told is not None:
            told(done)
    if not wrong:
        said = f"All {rows:,} derived rows say what follows from the facts."
        return Finding("standing", sound=True, said=said)
    said = (
        f"These derived rows do not follow from the facts: {_named(wrong)}. Run: part2-lms rebuild"
    )
    return Finding("standing", sound=False, said=said)


def _kept(
    session: Session, workers: tuple[WorkerId, ...], day: date
) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return what the derived rows hold for a day, with the status as SQL tells it."""
    row = StandingRow
    query = select(
        row.worker_id,
        row.requirement,
        status_expression(day),
        row.certificate,
        *(getattr(row, name) for name in DATES),
    ).where(row.worker_id.in_(workers), holding_on(day))
    return {(one[0], one[1]): tuple(one[2:]) for one in session.execute(query)}


def _derived(
    session: Session, workers: tuple[WorkerId, ...], day: date
) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Return what follows from the facts for a day, with the status as the rules tell it."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for story in stories(session, workers):
        one = next(derived_rows(story, day))
        dates = Standing(**{name: one[name] for name in DATES})
        known = (status_on(dates, day).value, one["certificate"])
        found[one["worker_id"], one["requirement"]] = (*known, *(one[name] for name in DATES))
    return found
