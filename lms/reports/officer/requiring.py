"""May this be required, and from which day would it hold?"""

from collections.abc import Iterator
from datetime import date, timedelta

from lms.kernel.errors import Fault
from lms.kernel.ids import CourseId
from lms.reports.histories import policy_of
from lms.requirements.model import Requirement, Version
from lms.requirements.reader import Told
from lms.standing.validity import check_policy

NOTICE_DAYS = 30
"""A change that dates open cycles again asks for nothing sooner, unless it was asked before."""


def requiring_faults(
    told: Told, before: Requirement | None, published: set[CourseId], today: date
) -> Iterator[Fault]:
    """Yield what is wrong with a requirement as it is told; `before` is its newest version.

    One whose course has no published version is refused, for nobody could fulfil it; so is a
    change of dates that does not say what becomes of open cycles.
    """
    asked = told.requirement
    if asked.course not in published:
        words = f"No version of “{asked.course}” is published. Publish it first."
        yield Fault(words, "course")
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
