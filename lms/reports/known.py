"""What is recorded of workers that bears on their standing, as it was known at some time?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, bindparam, case, func, select, type_coerce
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from lms.agreements.tables import CoverageRow
from lms.courses.tables import CourseVersionRow
from lms.evidence.tables import WithdrawalRow
from lms.kernel.batches import batches
from lms.kernel.ids import AgreementId, CourseId, RequirementId, WorkerId
from lms.people.tables import MergeRow
from lms.standing.civil import civil_day
from lms.standing.model import Completion, Edition, Extension, Span
from lms.standing.records import ExceptionKind, Kind
from lms.standing.tables import CompletionRow, ExceptionRow

IDS_AT_ONCE: Final = 1000
EVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
_DAY: Final = timedelta(days=1)

# Made once: to put a statement together takes longer than to run it.
_done = CompletionRow.__table__.c
_given = ExceptionRow.__table__.c
_served = CoverageRow.__table__.c
_version = CourseVersionRow.__table__.c
_merge = MergeRow.__table__.c
_withdrawn = WithdrawalRow.__table__.c
_BEFORE: Final[BindParameter[datetime]] = bindparam("before")
_WORKERS: Final[BindParameter[list[str]]] = bindparam("workers", expanding=True)


def _stands(fact_id: Any) -> Any:  # noqa: ANN401 - a column and a condition
    """Say that a fact was not withdrawn, as far as was known."""
    withdrawn = select(_withdrawn.id).where(
        _withdrawn.fact_id == fact_id, _withdrawn.recorded_at < _BEFORE
    )
    return ~withdrawn.exists()


_COMPLETED: Final = (
    select(
        _done.worker_id,
        _done.course,
        _done.completed_on,
        _done.course_version,
        _done.kind,
        _done.certificate,
        # Only what was done elsewhere is known later than it was done; the rest need not be read.
        # As the database keeps it: there are fewer instants than completions.
        type_coerce(case((_done.kind == Kind.EXTERNAL.value, _done.recorded_at)), NullType()),
        _done.time_zone,
    )
    .where(_done.worker_id.in_(_WORKERS), _done.recorded_at < _BEFORE, _stands(_done.id))
    .order_by(_done.worker_id, _done.course, _done.completed_on, _done.completed_at, _done.entry)
)
_EXCEPTED: Final = (
    select(
        _given.id,
        _given.worker_id,
        _given.kind,
        _given.requirement,
        _given.decided_on,
        _given.from_on,
        _given.to_on,
    )
    .where(_given.worker_id.in_(_WORKERS), _given.recorded_at < _BEFORE, _stands(_given.id))
    .order_by(_given.entry, _given.id)
)
_COVERED: Final = (
    select(_served.worker_id, _served.agreement, _served.from_on, _served.to_on)
    .where(_served.worker_id.in_(_WORKERS), _served.recorded_at < _BEFORE)
    .order_by(_served.entry, _served.id)
)
_PUBLISHED: Final = (
    select(
        _version.course,
        _version.version,
        _version.effective_on,
        _version.change,
        # Versions published before the column was there proposed it in their text alone.
        func.coalesce(_version.refresh_days, _version.content["refresh_days"].as_integer()).label(
            "refresh_days"
        ),
        _version.rules,
    )
    .where(_version.published_at < _BEFORE)
    .order_by(_version.course, _version.version)
)
_MERGED: Final = (
    select(_merge.duplicate, _merge.survivor)
    .where(_merge.recorded_at < _BEFORE, _stands(_merge.id))
    .order_by(_merge.entry)
)


@dataclass(slots=True)
class Done:
    """Completions of one course, oldest first, and certificate numbers by day of completion."""

    completions: list[Completion] = field(default_factory=list)
    certificates: dict[date, str] = field(default_factory=dict)


class Service(NamedTuple):
    """Days on which a worker served an agreement, both ends inclusive."""

    agreement: str
    from_on: date
    to_on: date | None


@dataclass
class _Own:
    """What is recorded of one person, by course or requirement."""

    done: dict[CourseId, Done] = field(default_factory=dict)
    given: dict[tuple[object, ...], Any] = field(default_factory=dict)
    services: dict[tuple[str, date], Service] = field(default_factory=dict)


_NOTHING: Final = _Own()
_NOT_DONE: Final = Done()


class _Days(dict[tuple[datetime | str, str], date]):
    """The civil day, in a zone, of an instant as the database keeps it.

    What came in at once has one instant.
    """

    def __missing__(self, key: tuple[datetime | str, str]) -> date:
        kept, zone = key
        instant = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
        self[key] = civil_day(instant, zone)
        return self[key]


@dataclass
class Known:
    """What is recorded of a group of workers; whoever was merged counts as who they are."""

    merged: Mapping[WorkerId, WorkerId]
    workers: tuple[WorkerId, ...]
    editions: Mapping[CourseId, tuple[Edition, ...]]
    of: dict[WorkerId, _Own] = field(default_factory=dict)
    days: "_Days" = field(default_factory=_Days)

    @property
    def everybody(self) -> tuple[WorkerId, ...]:
        """The workers and whoever was merged into one of them."""
        return tuple(one for worker in self.workers for one in self.ids_of(worker))

    def ids_of(self, worker: WorkerId) -> tuple[WorkerId, ...]:
        """Return all ids of one person; none for an id that was merged into another's."""
        if worker in self.merged:
            return ()
        others = (one for one in self.merged if root_of(self.merged, one) == worker)
        return (worker, *others) if self.merged else (worker,)

    def completions_of(self, worker: WorkerId, course: CourseId) -> Done:
        """Return what a worker completed of a course."""
        done = self.of.get(worker, _NOTHING).done.get(course, _NOT_DONE)
        if self.merged:
            # The rows of several ids come one id after the other.
            done.completions.sort(key=lambda one: one.completed_on)
        return done

    def leaves_of(self, worker: WorkerId) -> tuple[Span, ...]:
        """Return a worker's leaves."""
        return tuple(_span(row) for row in self._given(worker, ExceptionKind.LEAVE))

    def waivers_of(self, worker: WorkerId, requirement: RequirementId) -> tuple[Span, ...]:
        """Return the waivers of a requirement for a worker."""
        given = self._given(worker, ExceptionKind.WAIVER)
        return tuple(_span(row) for row in given if row.requirement == requirement)

    def extensions_of(self, worker: WorkerId, requirement: RequirementId) -> tuple[Extension, ...]:
        """Return the extensions of a requirement for a worker."""
        given = self._given(worker, ExceptionKind.EXTENSION)
        return tuple(
            Extension(row.decided_on, row.to_on) for row in given if row.requirement == requirement
        )

    def services_of(self, worker: WorkerId) -> tuple[Service, ...]:
        """Return which agreements a worker serves, from when to when."""
        return tuple(self.of.get(worker, _NOTHING).services.values())

    def editions_of(self, course: CourseId) -> tuple[Edition, ...]:
        """Return the published versions of a course."""
        return self.editions.get(course, ())

    def _given(self, worker: WorkerId, kind: ExceptionKind) -> list[Any]:
        given = self.of.get(worker, _NOTHING).given
        return [row for row in given.values() if row.kind == kind] if given else []


def known_of(
    session: Session,
    workers: Iterable[WorkerId],
    before: datetime | None = None,
    *,
    agreements: bool = True,
    alone: AgreementId | None = None,
) -> Known:
    """Load what is recorded of some workers; with an instant, only what was recorded before it.

    Who serves which agreement is left out unless `agreements` are asked for; who serves any but
    the one that stands `alone`, always.
    """
    until = before or EVER
    known = Known(merges(session, until), tuple(workers), editions(session, until))
    for piece in batches(known.everybody, IDS_AT_ONCE):
        asked = {"workers": list(piece), "before": until}
        for done in session.execute(_COMPLETED, asked):
            _take(known, done)
        for given in session.execute(_EXCEPTED, asked):
            _own(known, given).given[_key(given)] = given
        for served in session.execute(_COVERED, asked) if agreements else ():
            service = Service(served.agreement, served.from_on, served.to_on)
            if alone in {None, served.agreement}:
                _own(known, served).services[served.agreement, served.from_on] = service
    return known


def merges(session: Session, before: datetime = EVER) -> dict[WorkerId, WorkerId]:
    """Return which worker ids were found to be another's, and whose."""
    rows = session.execute(_MERGED, {"before": before})
    return {WorkerId(duplicate): WorkerId(survivor) for duplicate, survivor in rows}


def root_of(merged: Mapping[WorkerId, WorkerId], worker: WorkerId) -> WorkerId:
    """Return whose records an id stands for: the end of the chain of its merges."""
    seen = {worker}
    while worker in merged and merged[worker] not in seen:
        worker = merged[worker]
        seen.add(worker)
    return worker


def editions(session: Session, before: datetime = EVER) -> dict[CourseId, tuple[Edition, ...]]:
    """Return the published versions of every course as the rules see them.

    The first of a course changes nothing, whatever its author called it: there is none before.
    """
    found: dict[CourseId, list[Edition]] = {}
    for row in session.execute(_PUBLISHED, {"before": before}):
        known = found.setdefault(CourseId(row.course), [])
        material = bool(known) and row.change == "material"
        rules = frozenset(row.rules.split())
        known.append(Edition(row.version, row.effective_on, material, row.refresh_days, rules))
    return {course: tuple(one) for course, one in found.items()}


def _own(known: Known, row: Any) -> _Own:  # noqa: ANN401 - a row of a statement above
    worker = root_of(known.merged, WorkerId(row.worker_id)) if known.merged else row.worker_id
    return known.of.setdefault(worker, _Own())


def _take(known: Known, row: Any) -> None:  # noqa: ANN401 - a row of the statement above
    """Put a completion where it belongs; a million of them are read in a row."""
    id_of, course, day, version, kind, certificate, recorded_at, zone = row
    worker = root_of(known.merged, id_of) if known.merged else id_of
    own = known.of.get(worker)
    if own is None:
        own = known.of[worker] = _Own()
    done = own.done.get(course)
    if done is None:
        done = own.done[course] = Done()
    recorded_on = None if recorded_at is None else known.days[recorded_at, zone]
    refresher = kind == "refresher"
    done.completions.append(Completion(day, version, refresher, recorded_on))
    if not refresher:
        done.certificates.setdefault(day, certificate)


def _key(row: Any) -> tuple[object, ...]:  # noqa: ANN401 - a row of a statement above
    if row.kind == ExceptionKind.LEAVE:
        return (row.kind, row.worker_id, row.from_on)
    return (row.kind, row.worker_id, row.requirement, row.decided_on)


def _span(row: Any) -> Span:  # noqa: ANN401 - a row of a statement above
    return Span(row.from_on, row.to_on + _DAY if row.to_on else None)
