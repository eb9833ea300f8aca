"""Who serves an agreement, and which requirements are any of its business?"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from lms.agreements.tables import CoverageRow
from lms.evidence.tables import WithdrawalRow
from lms.kernel.ids import AgreementId, CourseId, RequirementId
from lms.people.tables import MergeRow
from lms.reports.asking import Question
from lms.reports.histories import Asked, asked_of
from lms.reports.known import EVER

_Day = date | InstrumentedAttribute[date]


def spans_counting(before: datetime | None = None) -> ColumnElement[bool]:
    """Return the condition that a row of coverage counts: no later one of its key was known."""
    row, later = CoverageRow, aliased(CoverageRow)
    until = before or EVER
    newer = select(later.entry).where(
        later.worker_id == row.worker_id,
        # Not as it is, or the index of agreements might serve: a worker has few rows, it has many.
        later.agreement.concat("") == row.agreement,
        later.from_on == row.from_on,
        later.entry > row.entry,
        later.recorded_at < until,
    )
    return and_(row.recorded_at < until, ~newer.exists())


def holding_between(first: _Day, last: _Day) -> ColumnElement[bool]:
    """Return the condition that a span of service has a day of these, both ends inclusive."""
    row = CoverageRow
    return and_(row.from_on <= last, or_(row.to_on.is_(None), row.to_on >= first))


def serving_on(agreement: AgreementId, day: date, before: datetime | None = None) -> Select[str]:
    """Return the question for all ids of everybody who serves an agreement on a day.

    Whoever was merged is found under each of their ids. With an instant, only what was recorded
    before it.
    """
    return _serving(agreement, (day, day), before)


def serving_by(agreement: AgreementId, day: date, before: datetime | None = None) -> Select[str]:
    """Return the question for all ids of everybody who served an agreement on any day up to one.

    Otherwise as `serving_on`.
    """
    return _serving(agreement, (date.min, day), before)


def reaches_on(question: Question, worker_id: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    """Return the condition that keeps to whoever serves the agreement on the day asked about.

    Without an agreement it leaves out nobody.
    """
    if question.agreement is None:
        return true()
    chosen = serving_on(question.agreement, question.as_of, question.known_before)
    return worker_id.in_(chosen)  # type: ignore[no-any-return]  # a column, whichever


def reaches_by(question: Question, worker_id: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    """Return the condition that keeps to whoever served the agreement by the day asked about."""
    if question.agreement is None:
        return true()
    chosen = serving_by(question.agreement, question.as_of, question.known_before)
    return worker_id.in_(chosen)  # type: ignore[no-any-return]  # a column, whichever


def concerned_on(asked: dict[RequirementId, Asked], question: Question) -> set[RequirementId]:
    """Return which requirements, as they stand on the day, a question is about."""
    if question.agreement is None:
        return set(asked)
    return {
        name for name, one in asked.items() if one.on(question.as_of).concerns(question.agreement)
    }


def concerned_by(asked: dict[RequirementId, Asked], question: Question) -> set[RequirementId]:
    """Return which requirements were, in any version, what a question is about."""
    if question.agreement is None:
        return set(asked)
    return {
        name
        for name, one in asked.items()
        if any(version.requirement.concerns(question.agreement) for version in one.versions)
    }


def requirements_concerned(session: Session, question: Question) -> set[RequirementId]:
    """Return which requirements were ever the business of the agreement asked about."""
    return concerned_by(asked_of(session, question.known_before), question)


def courses_concerned(session: Session, question: Question) -> set[CourseId]:
    """Return the courses that fulfil a requirement of the agreement asked about."""
    asked = asked_of(session, question.known_before)
    return {asked[name].course for name in concerned_by(asked, question)}


def in_order(ids: Iterable[str]) -> list[str]:
    """Put ids in order, so that a statement is the same each time."""
    return sorted(ids)


def _serving(
    agreement: AgreementId, days: tuple[date, date], before: datetime | None
) -> Select[str]:
    row, merge, gone = CoverageRow, MergeRow, WithdrawalRow
    direct = select(row.worker_id).where(
        row.agreement == agreement, spans_counting(before), holding_between(*days)
    )
    people = direct.cte("serving", recursive=True)
    until = before or EVER
    parted = select(gone.id).where(gone.fact_id == merge.id, gone.recorded_at < until)
    own = or_(merge.duplicate == people.c.worker_id, merge.survivor == people.c.worker_id)
    other = case((merge.duplicate == people.c.worker_id, merge.survivor), else_=merge.duplicate)
    merged = select(other).where(own, merge.recorded_at < until, ~parted.exists())
    return select(people.union(merged).c.worker_id)
