"""Drills as pages tell them: what one did of them, how often all did, and each choice with why."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from lms.drills.model import Choice, Drill, Step, Taken
from lms.pages import words
from lms.pages.published import published
from lms.reports.drills.done import Count, Done

FEWEST: Final = 5
"""Workers of whom choices are counted at least: fewer would point at somebody."""


class DrillTold(NamedTuple):
    """A drill in the list: its name, how long it takes, and when it was last gone through."""

    name: str
    title: str
    minutes: int
    kind: str
    state: str
    last: str
    href_run: str


class CountTold(NamedTuple):
    """How often a drill was gone through, as a row of the officer's table."""

    title: str
    runs: int
    workers: int
    right: str


class Reviewed(NamedTuple):
    """A choice that was made: the question, what was chosen, what is better, and why."""

    number: int
    right: bool
    question: str
    chosen: Markup
    better: tuple[Markup, ...]
    because: Markup
    why_better: tuple[Markup, ...]
    citation: str
    reason: str


def drills_told(
    drills: Mapping[str, Drill], done: Sequence[Done], zone: str
) -> tuple[DrillTold, ...]:
    """Tell every drill, with the worker's newest run of it."""
    newest = {one.drill: one for one in reversed(done)}
    often = [one.drill for one in done]
    return tuple(
        _drill_told(drill, newest.get(drill.slug), often.count(drill.slug), zone)
        for drill in sorted(drills.values(), key=lambda one: one.title)
    )


def counts_told(
    drills: Mapping[str, Drill], counted: Mapping[str, Count]
) -> tuple[CountTold, ...]:
    """Tell how often each drill was gone through; shares only where enough people did."""
    return tuple(
        _count_told(drill.title, counted.get(drill.slug, Count(drill.slug, 0, 0, 0, 0)))
        for drill in sorted(drills.values(), key=lambda one: one.title)
    )


def review_of(taken: Iterable[Taken]) -> tuple[Reviewed, ...]:
    """Tell each choice with its reason, and the better ones where it was not right."""
    return tuple(_reviewed(number, one) for number, one in enumerate(taken, start=1))


def choice_told(choice: Choice) -> Markup:
    """Tell a choice: what one does with the request, where the step asks that, comes first."""
    act = f"<strong>{words.capitalised(choice.act)}.</strong> " if choice.act else ""
    return published(f"{act}{choice.html}")


def ending_told(step: Step) -> tuple[str, str, Markup]:
    """Tell how a drill ended: its kind, its sentence, and what follows."""
    kind = "ok" if step.ends == "well" else "late"
    return kind, step.title, published(step.html)


def _drill_told(drill: Drill, last: Done | None, often: int, zone: str) -> DrillTold:
    if last is None:
        return DrillTold(drill.slug, drill.title, drill.minutes, "away", "Not tried yet", "", "")
    day = words.short_day(words.day_of(last.finished_at, zone))
    state = f"Done {words.times(often)}"
    told = f"Last on {day}: {last.right} of {words.counted(last.choices, 'choice')} right."
    return DrillTold(drill.slug, drill.title, drill.minutes, "ok", state, told, str(last.run))


def _count_told(title: str, count: Count) -> CountTold:
    few = count.workers < FEWEST
    share = "" if few else f"{count.right} of {count.choices}"
    told = share or (f"Shown from {FEWEST} workers on" if count.runs else "")
    return CountTold(title, count.runs, count.workers, told)


def _reviewed(number: int, one: Taken) -> Reviewed:
    choice, step = one.choice, one.step
    better = () if choice.right else step.right
    said = " ".join((choice.reason, *(other.reason for other in better)))
    return Reviewed(
        number=number,
        right=choice.right,
        question=step.title,
        chosen=choice_told(choice),
        better=tuple(choice_told(other) for other in better),
        because=published(choice.reason_html),
        why_better=tuple(published(other.reason_html) for other in better),
        citation="; ".join(cite for cite in step.cites if cite not in said),
        reason=one.reason,
    )
