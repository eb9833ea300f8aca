"""Requirements, in and out of the database."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from lms.kernel.ids import CourseId, RequirementId
from lms.requirements.model import Audience, Basis, Floor, Requirement, Version
from lms.requirements.tables import RequirementRow

# Made once: to put a statement together takes longer than to run it.
_IN_ORDER = (
    select(*RequirementRow.__table__.columns)
    .where(RequirementRow.__table__.c.recorded_at < bindparam("before"))
    .order_by(RequirementRow.number)
)
_NOW: Final = datetime(9999, 1, 1, tzinfo=UTC)


def requirements_in_force(session: Session) -> dict[RequirementId, Requirement]:
    """Return the newest version of every requirement, by id, in order."""
    known = requirement_versions(session)
    return {name: versions[-1].requirement for name, versions in known.items()}


def requirement_versions(
    session: Session, known_before: datetime | None = None
) -> dict[RequirementId, tuple[Version, ...]]:
    """Return every version of every requirement, oldest first, by id, in order.

    With an instant, only what was recorded before it.
    """
    found: dict[str, list[Version]] = {}
    for row in session.execute(_IN_ORDER, {"before": known_before or _NOW}):
        found.setdefault(row.id, []).append(_version(row))
    # Put in order here: a database may follow the language of its server.
    return {RequirementId(name): tuple(found[name]) for name in sorted(found)}


def requirement_rows(
    session: Session, versions: Iterable[Version], at: datetime, by: str
) -> Iterator[RequirementRow]:
    """Yield the rows that keep a further version of each of several requirements."""
    for version in versions:
        requirement = version.requirement
        number = session.scalar(
            select(func.max(RequirementRow.number)).where(RequirementRow.id == requirement.id)
        )
        columns = asdict(requirement)
        columns["basis"] = requirement.basis.value
        columns["fixed_dates"] = list(requirement.fixed_dates)
        floor = requirement.rule_floor
        columns["rule_floor"] = floor and {**asdict(floor), "from_on": floor.from_on.isoformat()}
        yield RequirementRow(
            **columns,
            effective_on=version.effective_on,
            redates=version.redates,
            protected_until=version.protected_until,
            number=(number or 0) + 1,
            recorded_at=at,
            recorded_by=by,
        )


def record_requirements(
    session: Session, versions: Iterable[Version], at: datetime, by: str
) -> None:
    """Keep a further version of each of several requirements, for ever."""
    session.add_all(requirement_rows(session, versions, at, by))
    session.flush()


def _version(row: Any) -> Version:  # noqa: ANN401 - a row of the statement above
    # What was recorded before these columns were there has nothing in them.
    return Version(
        _requirement(row),
        row.effective_on or row.recorded_at.date(),
        redates=bool(row.redates),
        protected_until=row.protected_until,
    )


def _requirement(row: Any) -> Requirement:  # noqa: ANN401 - a row of the statement above
    audience, floor = row.audience, row.rule_floor
    return Requirement(
        id=RequirementId(row.id),
        course=CourseId(row.course),
        audience=Audience(
            audience["everyone"],
            tuple(audience["roles"]),
            tuple(audience["teams"]),
            tuple(audience.get("agreements", ())),
        ),
        basis=Basis(row.basis),
        citation=row.citation,
        from_on=row.from_on,
        cadence_months=row.cadence_months,
        window_days=row.window_days,
        keep_anniversary=row.keep_anniversary,
        initial_days=row.initial_days,
        return_days=row.return_days,
        fixed_dates=tuple(row.fixed_dates or ()),
        align=bool(row.align),
        rule_floor=_floor(floor) if floor else None,
        grace_days=row.grace_days or 0,
        until_on=row.until_on,
    )


def _floor(told: dict[str, Any]) -> Floor:
    from_on = datetime.fromisoformat(told["from_on"]).date()
    return Floor(told["rule"], from_on, told["refresh_days"])
