"""Whether a version may be published, and published as decided."""

from collections.abc import Collection
from datetime import date
from typing import Final

from lms.courses.model import Change, Decision

MOST_REFRESH_DAYS: Final = 365


def unfit_number(version: int, published: Collection[int]) -> str:
    """Say why a text that is not published cannot have this number; empty if it can."""
    newest = max(published, default=0)
    if version in published:
        return (
            f"Version {version} is published with another text. "
            f"Give the changed text the version {newest + 1}."
        )
    if version < newest:
        return (
            f"Version {version} comes after version {newest} was published. "
            f"Give it the version {newest + 1}."
        )
    return ""


def unfit_decision(decision: Decision, today: date, *, first: bool) -> dict[str, str]:
    """Say what of a decision cannot stand, by the name of its field.

    A first version may have been in force before it came here. A later one that is material
    may not: it would have made people late before anybody told them.
    """
    told: dict[str, str] = {}
    if not first and decision.change is Change.MATERIAL and decision.effective_on < today:
        told["effective_on"] = (
            f"A material change takes effect today, {today}, or later. Choose such a day."
        )
    if not 0 <= decision.refresh_days <= MOST_REFRESH_DAYS:
        told["refresh_days"] = f"Give 0 to {MOST_REFRESH_DAYS} days to read what changed."
    return told
