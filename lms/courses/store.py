"""Published courses and what was read of them, in and out of the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lms.courses.archive import from_json, to_json
from lms.courses.model import Asset, Change, Course, Decision, Sitting
from lms.courses.tables import AssetRow, CourseVersionRow, LessonReadRow
from lms.kernel.database import Base
from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId, WorkerId


@dataclass(frozen=True)
class Release:
    """A version as it is published: its author's text, its certificate's words, the decision."""

    course: Course
    wording: Mapping[str, str]
    decision: Decision


_SHELF: dict[tuple[object, ...], Course] = {}
"""Published versions never change, so each is read from its stored form once per process.

By text and decision: one process may serve two databases that decided otherwise.
"""

# Made once: to put a statement together takes longer than to run it.
_version = CourseVersionRow.__table__.c
_read = LessonReadRow.__table__.c
_KEY = (
    _version.course,
    _version.version,
    _version.text_sha256,
    _version.change,
    _version.effective_on,
    _version.refresh_days,
)
_TAUGHT = (
    select(*_KEY)
    .where(
        _version.course.in_(bindparam("courses", expanding=True)),
        _version.effective_on <= bindparam("day"),
    )
    .order_by(_version.course, _version.version)
)
_READ = select(
    _read.worker_id,
    _read.course,
    _read.version,
    _read.sitting,
    _read.lesson,
    _read.read_at,
).where(
    _read.worker_id == bindparam("worker"),
    _read.course.in_(bindparam("courses", expanding=True)),
    _read.sitting.in_(bindparam("numbers", expanding=True)),
)


class Titled(NamedTuple):
    """What a completion says of a published version: its title, its digest, what it teaches."""

    title: str
    text_sha256: str
    rules: tuple[str, ...]


def version_rows(session: Session, release: Release, at: datetime, by: str) -> list[Base]:
    """Return the rows that keep a version: its text, its certificate's words, its new images."""
    course, decided = release.course, release.decision
    shown = {asset.sha256: asset for asset in course.assets}
    new = [one for sha256, one in shown.items() if session.get(AssetRow, sha256) is None]
    version = CourseVersionRow(
        course=course.slug,
        version=course.version,
        title=course.title,
        effective_on=decided.effective_on,
        change=decided.change.value,
        refresh_days=decided.refresh_days,
        minutes=course.minutes,
        rules=" ".join(course.rules),
        text_sha256=course.text_sha256,
        content=to_json(course),
        wording=dict(release.wording),
        published_at=at,
        published_by=by,
    )
    images = [AssetRow(sha256=a.sha256, media_type=a.media_type, content=a.content) for a in new]
    return [*images, version]


def add_version(session: Session, release: Release, at: datetime, by: str) -> None:
    """Keep a version of a course for ever."""
    session.add_all(version_rows(session, release, at, by))
    session.flush()


def published_digests(session: Session, course: CourseId) -> dict[int, str]:
    """Return the text digest of every published version of a course, by version."""
    rows = session.execute(
        select(CourseVersionRow.version, CourseVersionRow.text_sha256)
        .where(CourseVersionRow.course == course)
        .order_by(CourseVersionRow.version)
    )
    return dict(rows.all())


def published_courses(session: Session) -> set[CourseId]:
    """Return the courses of which any version is published."""
    return set(map(CourseId, session.scalars(select(CourseVersionRow.course).distinct())))


def titles_published(session: Session) -> dict[CourseId, dict[int, Titled]]:
    """Return title, digest and rules of every published version, by course and version."""
    row = CourseVersionRow
    chosen = select(row.course, row.version, row.title, row.text_sha256, row.rules)
    found: dict[CourseId, dict[int, Titled]] = {}
    for course, version, title, digest, rules in session.execute(chosen.order_by(row.version)):
        known = found.setdefault(CourseId(course), {})
        known[version] = Titled(title, digest, tuple(rules.split()))
    return found


def course_on(session: Session, course: CourseId, day: date) -> Course:
    """Return the version of a course that is taught on a day; raise `NotFound` if none is."""
    found = courses_on(session, [course], day)
    if course not in found:
        raise NotFound("There is no such course.")
    return found[course]


def courses_on(
    session: Session, courses: Collection[CourseId], day: date
) -> dict[CourseId, Course]:
    """Return the versions of several courses that are taught on a day, by course."""
    rows = session.execute(_TAUGHT, {"courses": list(courses), "day": day})
    latest = {row.course: row for row in rows}
    return {CourseId(course): _shelved(session, row) for course, row in latest.items()}


def course_version(session: Session, course: CourseId, version: int) -> Course:
    """Return one published version of a course, as it was taught."""
    own = (_version.course == course, _version.version == version)
    row = session.execute(select(*_KEY).where(*own)).first()
    if row is None:
        raise NotFound("There is no such course.")
    return _shelved(session, row)


def versions_until(session: Session, course: CourseId, version: int) -> list[Course]:
    """Return the published versions of a course up to one, oldest first."""
    own = (_version.course == course, _version.version <= version)
    rows = session.execute(select(*_KEY).where(*own).order_by(_version.version)).all()
    return [_shelved(session, row) for row in rows]


def taught_from_after(session: Session, course: CourseId, version: int) -> list[date]:
    """Return from which days newer versions are taught that are more than editorial.

    None is taught before it was published, whatever its effective day (in UTC).
    """
    row = CourseVersionRow
    rows = session.execute(
        select(row.effective_on, row.published_at).where(
            row.course == course, row.version > version, row.change != Change.EDITORIAL.value
        )
    )
    return [max(effective_on, published_at.date()) for effective_on, published_at in rows]


def wording_of(session: Session, course: CourseId, version: int) -> dict[str, Any]:
    """Return the certificate wording that was published with a version."""
    return session.get_one(CourseVersionRow, (course, version)).wording


def asset_of(session: Session, course: CourseId, sha256: str) -> Asset:
    """Return an image that some published version of the course shows."""
    shown = (
        one.sha256
        for version in published_digests(session, course)
        for one in course_version(session, course, version).assets
    )
    row = session.get(AssetRow, sha256) if sha256 in shown else None
    if row is None:
        raise NotFound("There is no such picture.")
    return Asset("", row.media_type, row.content, row.sha256)


def read_row(
    session: Session, sitting: Sitting, lesson: str, at: datetime
) -> LessonReadRow | None:
    """Return the row that keeps that a lesson was read in a sitting; None if it is kept."""
    key = (sitting.worker, sitting.course, sitting.version, lesson, sitting.number)
    if session.get(LessonReadRow, key) is not None:
        return None
    return LessonReadRow(
        worker_id=sitting.worker,
        course=sitting.course,
        version=sitting.version,
        lesson=lesson,
        sitting=sitting.number,
        read_at=at,
    )


def lessons_read(session: Session, sitting: Sitting) -> dict[str, datetime]:
    """Return when each lesson was read that was read in a sitting, by the lesson's slug."""
    return lessons_read_in(session, [sitting])[sitting]


def lessons_read_in(
    session: Session, sittings: Collection[Sitting]
) -> dict[Sitting, dict[str, datetime]]:
    """Return when each lesson was read in several sittings of one worker, by sitting."""
    read: dict[Sitting, dict[str, datetime]] = {sitting: {} for sitting in sittings}
    asked = {
        "worker": next(iter(sittings)).worker,
        "courses": [sitting.course for sitting in sittings],
        "numbers": [sitting.number for sitting in sittings],
    }
    for worker, course, version, number, lesson, read_at in session.execute(_READ, asked):
        sitting = Sitting(WorkerId(worker), CourseId(course), version, number)
        if sitting in read:
            read[sitting][lesson] = read_at
    return read


def _shelved(session: Session, row: Any) -> Course:  # noqa: ANN401 - a row of _KEY
    key = tuple(row)
    if key not in _SHELF:
        kept = session.get_one(CourseVersionRow, (row.course, row.version))
        proposed = from_json(kept.content)
        _SHELF[key] = replace(
            proposed,
            change=Change(row.change),
            effective_on=row.effective_on,
            refresh_days=(proposed.refresh_days if row.refresh_days is None else row.refresh_days),
        )
    return _SHELF[key]
