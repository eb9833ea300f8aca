"""Who completed what, when, on which text, with what result?"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Select, String, case, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from lms.agreements.tables import CoverageRow
from lms.kernel.database import Id, Instant
from lms.people.store import within
from lms.reports.agreement.scope import (
    courses_concerned,
    holding_between,
    in_order,
    reaches_by,
    requirements_concerned,
    spans_counting,
)
from lms.reports.asking import Answer, Column, Question, Rows, by_bytes
from lms.standing.tables import CompletionRow

ROWS_AT_ONCE: Final = 1000
COLUMNS: Final = (
    Column("completion_id", "The completion's own id."),
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("worker_name", "The worker's name as it was on that day.", typed=True),
    Column("team", "The worker's team as it was on that day.", typed=True),
    Column("role", "The worker's role as it was on that day.", typed=True),
    Column(
        "employer", "Who employed the worker on that day, if not the organization.", typed=True
    ),
    Column("requirement", "The requirement it answered; empty if it was taken without one."),
    Column(
        "reason", "onboarding (first), renewal (again), refresher, or voluntary (not required)."
    ),
    Column("course", "The course's short name."),
    Column("course_title", "The course's title as taught.", typed=True),
    Column("course_version", "The version of the course that was read."),
    Column("text_sha256", "SHA-256 of everything that version says."),
    Column("rules", "Tags of the rules that version teaches, with spaces between."),
    Column("kind", "full, refresher (changed parts only) or external (done elsewhere)."),
    Column("started_at", "When the passed attempt was started (instant, UTC)."),
    Column("completed_at", "When it was completed (instant, UTC)."),
    Column("completed_on", "The day it was completed, in the worker's own time zone."),
    Column("time_zone", "The worker's time zone (IANA) at that time."),
    Column("attempt_id", "The id of the passed attempt."),
    Column("attempt_number", "Which attempt it was: 1 is the first of this sitting."),
    Column("score_percent", "Right answers of all asked, in percent, rounded down."),
    Column("pass_mark", "The percentage that passes."),
    Column("valid_through", "The last day on which it counts, that day included."),
    Column("certificate", "The number issued then; if corrected, its page names the new one."),
    Column("agreements", "The agreements the worker served, if known.", typed=True),
    Column("recorded_at", "When it was recorded (instant, UTC)."),
    Column("recorded_by", "Which account recorded it.", typed=True),
    Column("source", "self (the worker, here), import or officer."),
    Column("document", "The document that shows it, for training done elsewhere.", typed=True),
    Column("entry", "The number of its entry in the ledger."),
    Column("entry_sha256", "The seal of that entry."),
)


def completions(session: Session, question: Question) -> Answer:
    """List completions up to a day, in order of worker, requirement and day, row by row.

    Of an agreement, those by whoever ever served it, of courses that are its business.
    """
    return Answer(COLUMNS, _rows(session, question))


def completions_count(session: Session, question: Question) -> int:
    """Count the rows that `completions` would list."""
    return session.scalar(completions_asked(session, select(func.count()), question)) or 0


def _rows(session: Session, question: Question) -> Rows:
    # Asked when the first row is taken, so that the header can go out before.
    row, dialect = CompletionRow, session.get_bind().dialect.name
    columns = {
        column.name: _plain(
            row.id if column.name == "completion_id" else getattr(row, column.name), dialect
        )
        for column in COLUMNS
    }
    names = (by_bytes(session, row.worker_id), by_bytes(session, row.requirement))
    order = (*names, row.completed_on, by_bytes(session, row.id))
    columns |= _of_one_agreement(session, question)
    query = completions_asked(session, select(*columns.values()), question).order_by(*order)
    with session.execute(query, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        yield from rows


def _of_one_agreement(session: Session, question: Question) -> dict[str, ColumnElement[Any]]:
    """Return what takes the place of columns that may name other clients' affairs."""
    if question.agreement is None:
        return {}
    row, served = CompletionRow, CoverageRow
    own = in_order(requirements_concerned(session, question))
    then = select(served.id).where(
        served.agreement == question.agreement,
        served.worker_id == row.worker_id,
        spans_counting(question.known_before),
        holding_between(row.completed_on, row.completed_on),
    )
    return {
        "requirement": case((row.requirement.in_(own), row.requirement), else_=""),
        "agreements": case((then.exists(), question.agreement), else_=""),
    }


def completions_asked(session: Session, query: Select[Any], question: Question) -> Select[Any]:
    """Narrow a query of completions to those that a question is about."""
    row = CompletionRow
    query = query.where(within(question.scope, row.worker_id), row.completed_on <= question.as_of)
    if question.team is not None:
        query = query.where(row.team == question.team)
    if question.requirement is not None:
        query = query.where(row.requirement == question.requirement)
    if question.known_before is not None:
        query = query.where(row.recorded_at < question.known_before)
    if question.agreement is not None:
        courses = in_order(courses_concerned(session, question))
        query = query.where(reaches_by(question, row.worker_id), row.course.in_(courses))
    return query


def _plain(column: InstrumentedAttribute[Any], dialect: str) -> ColumnElement[Any]:
    """Take a column as what is exported, without a detour over Python objects.

    SQLite keeps days, instants and ids as the very text that goes out.
    """
    if dialect == "sqlite" and isinstance(column.type, Date | Instant | Id):
        return type_coerce(column, String)
    if isinstance(column.type, Instant):
        return func.to_char(func.timezone("UTC", column), 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')
    return type_coerce(column, String) if isinstance(column.type, Id) else column.expression
