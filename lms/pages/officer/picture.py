"""The years of one requirement as a drawing: covered, gaps, leave, stale, and what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lms.pages import words
from lms.reports.officer.person import Stands
from lms.standing.gaps import Cause

YEARS_BACK = 3
_DAY = timedelta(days=1)
Part = tuple[str, float, float]


@dataclass(frozen=True)
class Picture:
    """What timeline.html draws, and the sentence that is read instead."""

    sentence: str
    ticks: list[tuple[float, str, bool]]
    lanes: list[tuple[str, list[Part]]]
    completed: list[float]
    today: float


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def place(self, day: date) -> float:
        share = 100 * (day - self.first) / (self.last - self.first)
        return round(min(max(share, 0.0), 100.0), 2)

    def part(self, kind: str, first: date, last: date) -> Iterator[Part]:
        """Yield a stretch of days, both ends inclusive, if any of it is in the picture."""
        start, end = self.place(first), self.place(last + _DAY)
        if end > start:
            yield kind, start, round(end - start, 2)


def picture(one: Stands, name: str, day: date) -> Picture:
    """Draw one requirement of a worker up to a day, and what is covered after it."""
    scale = _scale(one, day)
    lanes = [("Covered", list(_covered(one, scale, day)))]
    away = [part for span in one.history.leaves for part in _span(scale, span.first, span.end)]
    if away:
        lanes.append(("Leave", away))
    if one.dates.stale_from is not None and one.dates.stale_from <= day:
        lanes.append(("Stale", list(scale.part("window", one.dates.stale_from, day))))
    return Picture(
        sentence=_sentence(one, name, scale),
        ticks=_ticks(scale),
        lanes=lanes,
        completed=[
            scale.place(done.completed_on)
            for done in one.history.completions
            if scale.first <= done.completed_on
        ],
        today=scale.place(day),
    )


def _scale(one: Stands, day: date) -> _Scale:
    begins = min([part.from_on for part in one.accounted], default=day)
    first = max(begins.year, day.year - YEARS_BACK)
    last = max(day, one.dates.valid_through or day, one.act_by or day)
    return _Scale(date(first, 1, 1), date(last.year + 1, 1, 1))


def _ticks(scale: _Scale) -> list[tuple[float, str, bool]]:
    ticks = []
    for year in range(scale.first.year, scale.last.year):
        ticks.append((scale.place(date(year, 1, 1)), str(year), True))
        ticks.append((scale.place(date(year, 7, 1)), "July", False))
    return ticks


def _covered(one: Stands, scale: _Scale, day: date) -> Iterator[Part]:
    for part in one.accounted:
        if part.cause is None:
            yield from scale.part("covered", part.from_on, part.to_on)
        elif part.cause is not Cause.NEW_REQUIREMENT:
            kind = "gap-away" if part.cause is Cause.LEAVE else "gap"
            yield from scale.part(kind, part.from_on, part.to_on)
    through = one.dates.valid_through
    if through is not None and through > day:
        yield from scale.part("covered", day + _DAY, through)
    if through is not None and one.dates.window_opens_on is not None:
        yield from scale.part("window", one.dates.window_opens_on, through)


def _span(scale: _Scale, first: date, end: date | None) -> Iterator[Part]:
    return scale.part("away", first, (end or scale.last) - _DAY)


def _sentence(one: Stands, name: str, scale: _Scale) -> str:
    years = f"{scale.first.year} to {scale.last.year - 1}"
    covered = ", ".join(
        f"{words.short_day(part.from_on)} to {words.short_day(part.to_on)}"
        for part in one.accounted
        if part.cause is None
    )
    gap = words.counted(one.uncovered, "day") + " not covered" if one.uncovered else "no gap"
    told = f"Covered {covered}; {gap}" if covered else f"Never covered; {gap}"
    return f"{name}, {one.title}, {years}. {told}. Details in the table."
