"""Which teams and requirements may somebody ask about, and what are they called?"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.courses.tables import CourseVersionRow
from lms.kernel.access import Scope
from lms.kernel.ids import CourseId, RequirementId
from lms.people.store import teams_within
from lms.requirements.model import Requirement
from lms.requirements.store import requirements_in_force

# Made once: to put a statement together takes longer than to run it.
_version = CourseVersionRow.__table__.c
_NAMED = select(_version.course, _version.title).order_by(_version.version)


@dataclass(frozen=True)
class Choices:
    """The teams within a scope, and every requirement with the words people know it by.

    `grace_days` are those in which each shows whoever is late in amber.
    """

    teams: tuple[str, ...]
    requirements: dict[RequirementId, str]
    grace_days: dict[RequirementId, int]


def choices(session: Session, scope: Scope) -> Choices:
    """Return what a question can be narrowed to.

    A requirement goes by the title of its course; where two name one course, each also says
    on what it rests.
    """
    known = requirements_in_force(session)
    titles = _titles(session)
    named = Counter(one.course for one in known.values())
    words = {one.id: _words(one, titles, alone=named[one.course] == 1) for one in known.values()}
    grace_days = {one.id: one.grace_days for one in known.values()}
    return Choices(tuple(teams_within(session, scope)), words, grace_days)


def _titles(session: Session) -> dict[CourseId, str]:
    """Return what the newest version of each course is called."""
    return {CourseId(course): title for course, title in session.execute(_NAMED)}


def _words(requirement: Requirement, titles: dict[CourseId, str], *, alone: bool) -> str:
    title = titles.get(requirement.course, requirement.course)
    return title if alone else f"{title} ({requirement.basis}: {requirement.citation})"
