"""Published courses and what was read of them, in and out of the database."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from lms.courses.archive import from_json, to_json
from lms.courses.model import Asset, Course, Sitting
from lms.courses.tables import AssetRow, CourseVersionRow, LessonReadRow
from lms.kernel.errors import NotFound
from lms.kernel.ids import CourseId, WorkerId

_SHELF: dict[tuple[str, int, str], Course] = {}
"""Published versions never change, so each is read from its stored form once per process."""

# Made once: to put a statement together takes longer than to run it.
_version = CourseVersionRow.__table__.c
_read = LessonReadRow.__table__.c
_TAUGHT = (
    select(_version.course, _version.version, _version.text_sha256)
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


def add_version(
    session: Session, course: Course, wording: Mapping[str, str], at: datetime, by: str
) -> None:
    """Keep a version of a course for ever, with its images and the wording of its certificate."""
    for asset in course.assets:
        if session.get(AssetRow, asset.sha256) is None:
            session.add(
                AssetRow(sha256=asset.sha256, media_type=asset.media_type, content=asset.content)
            )
    session.add(
        CourseVersionRow(
            course=course.slug,
            version=course.version,
            title=course.title,
            effective_on=course.effective_on,
            change=course.change.value,
            refresh_days=course.refresh_days,
            minutes=course.minutes,
            rules=" ".join(course.rules),
            text_sha256=course.text_sha256,
            content=to_json(course),
            wording=dict(wording),
            published_at=at,
            published_by=by,
        )
    )
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
    latest = {course: (version, digest) for course, version, digest in rows}
    return {
        CourseId(course): _shelved(session, CourseId(course), version, digest)
        for course, (version, digest) in latest.items()
    }


def course_version(session: Session, course: CourseId, version: int) -> Course:
    """Return one published version of a course, as it was taught."""
    row = CourseVersionRow
    digest = session.scalar(
        select(row.text_sha256).where(row.course == course, row.version == version)
    )
    if digest is None:
        raise NotFound("There is no such course.")
    return _shelved(session, course, version, digest)


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


def mark_read(session: Session, sitting: Sitting, lesson: str, at: datetime) -> None:
    """Keep that a lesson was read in a sitting; a second time changes nothing."""
    key = (sitting.worker, sitting.course, sitting.version, lesson, sitting.number)
    if session.get(LessonReadRow, key) is None:
        session.add(
            LessonReadRow(
                worker_id=sitting.worker,
                course=sitting.course,
                version=sitting.version,
                lesson=lesson,
                sitting=sitting.number,
                read_at=at,
            )
        )
        session.flush()


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


def _shelved(session: Session, course: CourseId, version: int, digest: str) -> Course:
    key = (course, version, digest)
    if key not in _SHELF:
        row = session.get_one(CourseVersionRow, (course, version))
        _SHELF[key] = from_json(row.content)
    return _SHELF[key]
