"""Which courses can be chosen, and what is a published version of one called?"""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.courses.tables import CourseVersionRow
from lms.kernel.ids import CourseId


class Taught(NamedTuple):
    """A published version: its title, the digest of its text, and the rules that it teaches."""

    title: str
    text_sha256: str
    rules: tuple[str, ...]


def courses_to_choose(session: Session) -> list[tuple[str, str]]:
    """Return every published course with its title, in order of title."""
    row = CourseVersionRow
    rows = session.execute(select(row.course, row.title, row.version).order_by(row.version))
    newest = {course: f"{title} (version {version})" for course, title, version in rows}
    return sorted(newest.items(), key=lambda one: (one[1].casefold(), one[0]))


def taught(session: Session, course: CourseId, version: int | None) -> Taught | None:
    """Return a published version of a course, if there is one; the newest if none is named."""
    row = CourseVersionRow
    query = select(row.title, row.text_sha256, row.rules).where(row.course == course)
    if version is not None:
        query = query.where(row.version == version)
    found = session.execute(query.order_by(row.version.desc()).limit(1)).first()
    return None if found is None else Taught(found[0], found[1], tuple(found[2].split()))
