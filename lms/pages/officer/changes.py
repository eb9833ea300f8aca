"""What comes of something, in words: from what to what, for whom."""

from collections.abc import Mapping
from typing import NamedTuple

from lms.kernel.ids import RequirementId
from lms.pages import words
from lms.pages.answers import STATES
from lms.reports.effect import Change, Effect, Told
from lms.standing.model import Status


class ChangeRow(NamedTuple):
    """One worker and training: the state before and after, each with its kind and its dates."""

    person: str
    training: str
    before: tuple[str, str, str]
    after: tuple[str, str, str]


class CountRow(NamedTuple):
    """How many go from one state to another."""

    before: tuple[str, str]
    after: tuple[str, str]
    number: int


def change_rows(
    changes: tuple[Change, ...], titles: Mapping[RequirementId, str]
) -> list[ChangeRow]:
    """Tell changes one by one."""
    return [
        ChangeRow(
            one.name,
            titles.get(one.requirement, one.requirement),
            _told(one.before),
            _told(one.after),
        )
        for one in changes
    ]


def count_rows(effect: Effect) -> list[CountRow]:
    """Count changes by what they go from and to, most first."""
    order = list(Status)
    places = {status: at for at, status in enumerate(order)}
    counted = sorted(
        effect.counts.items(),
        key=lambda one: (-one[1], *(places.get(end, -1) if end else -1 for end in one[0])),
    )
    return [
        CountRow(state_of(before), state_of(after), number) for (before, after), number in counted
    ]


def state_of(status: Status | None) -> tuple[str, str]:
    """Return the kind and the words of a state; None is that nothing was asked yet."""
    return STATES[status] if status else ("away", "Not asked")


def effect_words(effect: Effect) -> str:
    """Say in a sentence how many change."""
    if not effect.rows:
        return "Nothing changes for anybody."
    people = "1 person" if effect.workers == 1 else f"{effect.workers:,} people"
    rows = "" if effect.rows == effect.workers else f", in {effect.rows:,} trainings"
    return f"This changes how {people} stand{'s' if effect.workers == 1 else ''}{rows}."


def _told(told: Told | None) -> tuple[str, str, str]:
    kind, state = state_of(told.status if told else None)
    return kind, state, "" if told is None else _dates(told)


def _dates(told: Told) -> str:
    if told.status is Status.NOT_REQUIRED:
        return ""
    said = []
    if told.valid_through is not None:
        said.append(f"valid through {words.short_day(told.valid_through)}")
    if told.act_by is not None and told.act_by != told.valid_through:
        said.append(f"act by {words.short_day(told.act_by)}")
    if told.stale_act_by is not None:
        said.append(f"read the new text by {words.short_day(told.stale_act_by)}")
    return ", ".join(said)
