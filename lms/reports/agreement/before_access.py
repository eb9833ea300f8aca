"""Did training come before access, and where did it not?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.agreements.tables import CoverageRow
from lms.kernel.access import Scope
from lms.kernel.ids import AgreementId, WorkerId
from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.reports.agreement.scope import requirements_concerned, serving_by
from lms.reports.agreement.serving import spans_served
from lms.reports.asking import Answer, Column, Question, Rows
from lms.reports.histories import Story, stories
from lms.reports.known import EVER, merges, root_of
from lms.standing.explanation import in_words
from lms.standing.model import Period
from lms.standing.periods import periods_of

COLUMNS: Final = (
    Column("worker_id", "The worker's number, as the record or the list has it.", typed=True),
    Column("worker_name", "Their name now; empty for an id that is not on record.", typed=True),
    Column("access_granted_on", "The day on which access was granted; empty if not recorded."),
    Column("where_from", "Whence that is known: an agreement's record, or a system.", typed=True),
    Column("requirement", "The requirement; empty where nothing is required of the worker."),
    Column("trained_on", "The day of the training that covered that day; else of the next one."),
    Column("days_before", "Days from the training to access; below 0 if access came first."),
    Column("exception", "yes if access came before a covered day; empty if it cannot be told."),
    Column("note", "What bears on it."),
)


class Access(NamedTuple):
    """That a worker got access on a day, and whence that is known; None if the day is not."""

    worker: WorkerId
    granted_on: date | None
    where_from: str


class Before(NamedTuple):
    """One access, and the training that came before it or did not.

    `exception` is None where it cannot be told: no day of access, or nothing required.
    """

    worker_id: WorkerId
    worker_name: str
    access_granted_on: date | None
    where_from: str
    requirement: str
    trained_on: date | None
    days_before: int | None
    exception: bool | None
    note: str


def before_access(session: Session, question: Question) -> Answer:
    """List every access up to a day with the training before it, in order of worker and day.

    Access is that of the list that was brought along; without one, that of the records of who
    serves which agreement.
    """
    header: tuple[tuple[str, str], ...] = ()
    if question.access is not None:
        header = (("Access list, SHA-256", question.access.sha256),)
    return Answer(COLUMNS, _rows(session, question), header)


def access_and_training(session: Session, question: Question) -> Iterator[Before]:
    """Yield each access with each requirement that concerns it, in order of worker and day."""
    merged = merges(session, question.known_before or EVER)
    found = sorted(_accesses(session, question), key=_place)
    roots = dict.fromkeys(root_of(merged, one.worker) for one in found)
    names = _names(session, question.scope)
    told = _stories(session, question, roots)
    for one in found:
        root = root_of(merged, one.worker)
        if root not in names:
            if question.access is not None:
                yield Before(one.worker, "", *one[1:], "", None, None, None, "No such worker.")
            continue
        own = told.get(root, [])
        for story in own:
            yield _judged(one, names[root], story, question.as_of)
        if not own:
            note = "Nothing is required of this worker."
            yield Before(one.worker, names[root], *one[1:], "", None, None, None, note)


def _rows(session: Session, question: Question) -> Rows:
    words: dict[bool | None, str] = {True: "yes", False: "no", None: ""}
    for one in access_and_training(session, question):
        yield (*one[:7], words[one.exception], one.note)


def _place(one: Access) -> tuple[Any, ...]:
    return (one.worker, one.granted_on or date.max, one.where_from)


def _accesses(session: Session, question: Question) -> Iterator[Access]:
    if question.access is not None:
        chosen = None
        if question.agreement is not None:
            ids = serving_by(question.agreement, question.as_of, question.known_before)
            chosen = set(session.scalars(ids))
        for grant in question.access.grants:
            if grant.granted_on <= question.as_of and (chosen is None or grant.worker in chosen):
                yield Access(grant.worker, grant.granted_on, grant.system)
        return
    for agreement in _agreements(session, question):
        for one in spans_served(session, agreement, question.known_before):
            if (one.access_granted_on or one.from_on) <= question.as_of:
                yield Access(one.listed_as, one.access_granted_on, f"record of {agreement}")


def _agreements(session: Session, question: Question) -> Iterable[AgreementId]:
    if question.agreement is not None:
        return (question.agreement,)
    return map(AgreementId, sorted(session.scalars(select(CoverageRow.agreement).distinct())))


def _names(session: Session, scope: Scope) -> Mapping[str, str]:
    query = select(WorkerRow.id, WorkerRow.name).where(within(scope, WorkerRow.id))
    return dict(iter(session.execute(query)))


def _stories(
    session: Session, question: Question, workers: Iterable[WorkerId]
) -> dict[WorkerId, list[Story]]:
    own = requirements_concerned(session, question)
    found: dict[WorkerId, list[Story]] = {}
    for story in stories(session, workers, question.known_before, question.judged_by):
        if story.requirement.id in own and question.requirement in {None, story.requirement.id}:
            found.setdefault(story.worker.id, []).append(story)
    return found


def _judged(one: Access, name: str, story: Story, as_of: date) -> Before:
    periods = [
        each for each in periods_of(story.terms, story.history) if each.completed_on <= as_of
    ]
    note = "When access was granted is not recorded."
    blank = Before(one.worker, name, *one[1:], story.requirement.id, None, None, None, note)
    return blank if one.granted_on is None else _against(blank, one.granted_on, periods, story)


def _against(blank: Before, granted_on: date, periods: list[Period], story: Story) -> Before:
    covering = [one for one in periods if one.completed_on <= granted_on <= one.valid_through]
    if covering:
        last = covering[-1]
        note = ""
        if last.recorded_on is not None and last.recorded_on > granted_on:
            note = f"Entered here only on {in_words(last.recorded_on)}."
        days = (granted_on - last.completed_on).days
        done_on = last.completed_on
        return blank._replace(trained_on=done_on, days_before=days, exception=False, note=note)
    later = next((one.completed_on for one in periods if one.completed_on > granted_on), None)
    return blank._replace(
        trained_on=later,
        days_before=None if later is None else (granted_on - later).days,
        exception=True,
        note=" ".join(_why(granted_on, periods, story)),
    )


def _why(granted_on: date, periods: list[Period], story: Story) -> Iterator[str]:
    before = [one for one in periods if one.valid_through < granted_on]
    if before:
        lapsed_on = max(one.valid_through for one in before)
        yield f"The training before it counted through {in_words(lapsed_on)}."
    if not periods:
        yield "Never trained."
    began = min((duty.from_on for duty in story.history.duties), default=granted_on)
    if began > granted_on:
        yield f"It was required only from {in_words(began)}."
