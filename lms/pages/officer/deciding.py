"""What an officer decides of a version: read from a form, with what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lms.courses.deciding import MOST_REFRESH_DAYS, unfit_decision
from lms.courses.model import Change, Decision
from lms.reports.publishing.proposals import Proposal


@dataclass(frozen=True)
class Asked:
    """A decision as it was typed, and what it is once it can be read and stand."""

    change: str
    effective_on: str
    refresh_days: str
    decision: Decision | None = None
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> dict[str, str]:
        """What the form sends."""
        return {
            "change": self.change,
            "effective_on": self.effective_on,
            "refresh_days": self.refresh_days,
        }

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What is wrong, with the field to mend."""
        first = {"change": "f-change-0"}
        return [(first.get(name, f"f-{name}"), told) for name, told in self.problems.items()]


def as_proposed(known: Proposal, today: date) -> Asked:
    """Fill the form in as the author proposes, but for a day that has passed: then today."""
    decision = known.course.decision
    day = decision.effective_on if known.first else max(decision.effective_on, today)
    return Asked(decision.change.value, day.isoformat(), str(decision.refresh_days))


def asked_in(form: Mapping[str, str], known: Proposal, today: date) -> Asked:
    """Read a decision; what cannot be read or cannot stand is told by field."""
    change, effective, days = (
        form.get(name, "").strip() for name in ("change", "effective_on", "refresh_days")
    )
    problems: dict[str, str] = {}
    if change not in set(Change):
        problems["change"] = "Choose what the version changes: material, minor or editorial."
    effective_on = _day(effective)
    if effective_on is None:
        problems["effective_on"] = f"Enter a day, like {today}."
    if not (days.isascii() and days.isdecimal()):
        problems["refresh_days"] = f"Enter a number of days from 0 to {MOST_REFRESH_DAYS}."
    if problems or effective_on is None:
        return Asked(change, effective, days, problems=problems)
    number = min(int(days[:6]), MOST_REFRESH_DAYS + 1)
    decision = Decision(Change(change), effective_on, number)
    problems = unfit_decision(decision, today, first=known.first)
    return Asked(change, effective, days, None if problems else decision, problems)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
