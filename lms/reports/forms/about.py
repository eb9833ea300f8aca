"""What must be known to read a report: what it answers, of when, and what its columns mean."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.evidence.tables import EntryRow
from lms.reports.agreement.scope import concerned_by
from lms.reports.asking import Column, Question
from lms.reports.histories import asked_of
from lms.reports.known import EVER
from lms.requirements.model import Basis, Requirement
from lms.standing.explanation import in_words

PART2: Final = "42 CFR Part 2 itself sets no training interval."
NOT_IN_FORCE: Final = "proposed, not in force"


class Named(NamedTuple):
    """What a report is called, what it answers, its columns, and the words of one of them.

    `about` says which column those words are of: Status, or Cause.
    """

    name: str
    title: str
    answers: str
    columns: tuple[Column, ...]
    words: tuple[Column, ...]
    about: str


class Fact(NamedTuple):
    """Something to be known, under its name."""

    label: str
    words: str


class Told(NamedTuple):
    """What stands on paper around the rows: what they are about, and the foot of each page."""

    facts: tuple[Fact, ...] = ()
    foot: str = ""


def facts_of(
    session: Session, named: Named, question: Question, organization: str
) -> tuple[Fact, ...]:
    """Return what a report is about, told so that the same question is told the same."""
    return tuple(_facts(session, named, question, organization))


def _facts(
    session: Session, named: Named, question: Question, organization: str
) -> Iterator[Fact]:
    known_at = question.known_at or question.today
    if organization:
        yield Fact("Organization", organization)
    yield Fact("Question", named.answers)
    yield Fact("As of", f"{in_words(question.as_of)}, for each worker in their own time zone")
    yield Fact("Known at", f"{in_words(known_at)}: what was recorded later is left out")
    if question.team is not None:
        yield Fact("Team", question.team)
    if question.requirement is not None:
        yield Fact("Training", question.requirement)
    if question.agreement is not None:
        yield Fact("Agreement", f"{question.agreement} alone: who serves it, on their days")
    asked = asked_of(session, question.known_before)
    concerned = concerned_by(asked, question)
    for name, one in asked.items():
        if name in concerned and question.requirement in {None, name}:
            yield Fact(f"Basis of {name}", basis_of(one.on(question.as_of)))
    yield Fact("Of the law", PART2)


def foot_of(session: Session, question: Question) -> str:
    """Return where the ledger stood when the answer was known: it is a witness on paper."""
    row = EntryRow
    known = select(row.number, row.seal).where(row.recorded_at < (question.known_before or EVER))
    newest = session.execute(known.order_by(row.number.desc()).limit(1)).first()
    return (
        f"Ledger entry {newest.number}, sealed {newest.seal}" if newest else "Ledger: no entry yet"
    )


def basis_of(requirement: Requirement) -> str:
    """Say on what a requirement rests, and how often it asks."""
    proposed = requirement.basis is Basis.PROPOSED
    rests = NOT_IN_FORCE if proposed else requirement.basis.value
    every = requirement.cadence_months
    again = f"; again every {every} months" if every else ""
    return f"{rests}: {requirement.citation}{again}"


def sheet_of(named: Named, facts: Sequence[Fact]) -> tuple[tuple[str, ...], ...]:
    """Return all that as lines of a sheet, a line of one text being a heading."""
    words = ((named.about,), *((one.name, one.meaning) for one in named.words))
    return (
        (named.title,),
        *facts,
        ("What each column means",),
        *((one.name, one.meaning) for one in named.columns),
        *(words if named.words else ()),
    )
