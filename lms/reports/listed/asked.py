"""Which derived rows does a question reach? The condition, and statements that are made once."""

from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Date, String, bindparam, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from lms.kernel.access import Reach
from lms.people.store import reached, within
from lms.reports.agreement.scope import concerned_on, in_order, reaches_on
from lms.reports.asking import Question
from lms.reports.histories import asked_of
from lms.standing.store import holding_on
from lms.standing.tables import StandingRow

DAY: Final = bindparam("day", type_=Date())
_WORKER: Final = bindparam("worker", type_=String())
_TEAM: Final = bindparam("team", type_=String())
_REQUIREMENT: Final = bindparam("requirement", type_=String())


class Shape(NamedTuple):
    """What of a question decides how a statement is written; all else are its values."""

    reach: Reach
    anybody: bool
    of_team: bool
    of_requirement: bool


def shape_of(question: Question) -> Shape:
    """Return the shape of a question: those of one shape are answered by one statement."""
    scope = question.scope
    return Shape(
        scope.reach,
        scope.worker is not None,
        question.team is not None,
        question.requirement is not None,
    )


def values_of(question: Question) -> dict[str, Any]:
    """Return what a statement made for the question's shape is run with."""
    return {
        "day": question.as_of,
        "worker": question.scope.worker,
        "team": question.team,
        "requirement": question.requirement,
    }


def asked(session: Session, question: Question) -> ColumnElement[bool]:
    """Return the condition that keeps derived rows to whom and what is asked about."""
    return (
        within(question.scope, StandingRow.worker_id)
        & holding_on(question.as_of)
        & narrowed(question.team, question.requirement)
        & served(session, question)
    )


def served(session: Session, question: Question) -> ColumnElement[bool]:
    """Return the condition that keeps derived rows to the agreement asked about, if any."""
    if question.agreement is None:
        return true()
    concerned = concerned_on(asked_of(session, question.known_before), question)
    serving = reaches_on(question, StandingRow.worker_id)
    return serving & StandingRow.requirement.in_(in_order(concerned))


def asked_like(shape: Shape) -> ColumnElement[bool]:
    """Return the same for every question of a shape, the values, day and agreement to be told."""
    return (
        reached_like(shape, StandingRow.worker_id)
        & team_like(shape, StandingRow.team)
        & narrowed(None, _REQUIREMENT if shape.of_requirement else None)
    )


def team_like(shape: Shape, team: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition that keeps to the team that questions of a shape name, if any."""
    return team == _TEAM if shape.of_team else true()


def reached_like(shape: Shape, worker_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition that keeps to the workers whom questions of a shape may reach."""
    return reached(shape.reach, _WORKER if shape.anybody else None, worker_id)


def narrowed(
    team: str | ColumnElement[str] | None, requirement: str | ColumnElement[str] | None
) -> ColumnElement[bool]:
    """Return the condition that keeps derived rows to a team and a requirement, if any."""
    condition: ColumnElement[bool] = true()
    if team is not None:
        condition = condition & (StandingRow.team == team)
    if requirement is not None:
        condition = condition & (StandingRow.requirement == requirement)
    return condition
