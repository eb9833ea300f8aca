"""May this be required, and from which day would it hold?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from lms.agreements.store import agreement_ids
from lms.courses.store import published_courses
from lms.kernel.errors import Fault
from lms.kernel.ids import AgreementId, CourseId
from lms.reports.histories import policy_of
from lms.requirements.model import EVERY_AGREEMENT, Requirement, Version
from lms.requirements.reader import Told
from lms.standing.validity import check_policy

NOTICE_DAYS = 30
"""A change that dates open cycles again asks for nothing sooner, unless it was asked before."""


class There(NamedTuple):
    """What a requirement may name: published courses, and agreements."""

    courses: set[CourseId]
    agreements: set[AgreementId]


def there(session: Session) -> There:
    """Return what a requirement may name now."""
    return There(published_courses(session), agreement_ids(session))


def requiring_faults(
    told: Told, before: Requirement | None, named: There, today: date
) -> Iterator[Fault]:
    """Yield what is wrong with a requirement as it is told; `before` is its newest version.

    One whose course has no published version is refused, for nobody could fulfil it; so is a
    change of dates that does not say what becomes of open cycles.
    """
    asked = told.requirement
    if asked.course not in named.courses:
        words = f"No version of “{asked.course}” is published. Publish it first."
        yield Fault(words, "course")
    for name in asked.audience.agreements:
        if name != EVERY_AGREEMENT and name not in named.agreements:
            words = f"There is no agreement {name}. Bring the agreements in first."
            yield Fault(words, "audience")
    yield from map(Fault, check_policy(policy_of(asked)))
    if before is None or before == asked:
        return
    if before.course != asked.course:
        words = f"It is about “{before.course}”. Give a requirement of another course a new id."
        yield Fault(words, "course")
    if before.dates != asked.dates and told.redates is None:
        words = (
            "This dates cycles otherwise. Say what becomes of those that are open: "
            'open_cycles = "keep" or "redate".'
        )
        yield Fault(words, "open_cycles")
    if told.effective_on is not None and told.effective_on < today:
        words = f"A change applies from today, {today}, or from a later day."
        yield Fault(words, "effective_on")


def version_told(told: Told, before: Requirement | None, today: date) -> Version:
    """Return the version that would be kept: a new one from its own first day on."""
    if before is None:
        return Version(told.requirement, told.requirement.from_on)
    return Version(
        told.requirement,
        effective_on=told.effective_on or today,
        redates=bool(told.redates),
        protected_until=today + timedelta(days=NOTICE_DAYS) if told.redates else None,
    )
