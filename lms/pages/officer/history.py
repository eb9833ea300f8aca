"""Everything recorded of a person, as rows of the screen: what, of when, by whom and why."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from lms.pages import words
from lms.pages.officer.rows import span
from lms.reports.officer.recorded import Recorded
from lms.standing.records import Kind

CORRECTABLE = {
    "completion": "completion",
    "leave": "exception",
    "extension": "exception",
    "waiver": "exception",
    "merge": "merge",
    "retraining": "retraining",
}
"""What can be withdrawn, and as what kind of fact."""
WITHDRAWN = {
    "completion": "Withdrawn: a completion",
    "exception": "Withdrawn: a leave, more time or a waiver",
    "merge": "Undone: a merge of two worker ids",
    "retraining": "Withdrawn: a retraining after an incident",
}
CALLED = {
    "leave": "Leave",
    "extension": "More time",
    "waiver": "Exempt",
    "retraining": "To take again",
}


class HistoryRow(NamedTuple):
    """One thing recorded; `correct` is the kind of fact as which it can be withdrawn, or empty.

    `state` holds a kind and words, if anything became of it; `fact` leads to what it is about.
    """

    id: UUID
    recorded: str
    what: str
    days: str
    details: tuple[str, ...]
    by: str
    state: tuple[str, str] | None
    correct: str
    certificate: str
    fact: UUID | None


def history_rows(
    told: tuple[Recorded, ...], titles: Mapping[str, str], zone: str, worker: str
) -> list[HistoryRow]:
    """Tell what was recorded, newest first; days of recording are those of a time zone."""
    return [_row(one, titles, zone, worker) for one in told]


def _row(one: Recorded, titles: Mapping[str, str], zone: str, worker: str) -> HistoryRow:
    gone = one.withdrawn is not None
    return HistoryRow(
        id=one.id,
        recorded=_moment(one.at, zone),
        what=_what(one, titles),
        days=_days(one),
        details=tuple(filter(None, _details(one, worker))),
        by=one.by,
        state=_state(one, zone),
        correct="" if gone else CORRECTABLE.get(one.what, ""),
        certificate=one.certificate,
        fact=one.fact,
    )


def _what(one: Recorded, titles: Mapping[str, str]) -> str:
    if one.what == "completion":
        version = "" if one.version is None else f", version {one.version}"
        done = "Training done elsewhere" if one.kind == Kind.EXTERNAL else "Completed"
        done = "Refreshed" if one.kind == Kind.REFRESHER else done
        return f"{done}: {one.about}{version}"
    if one.what == "attempt":
        return f"Did not pass the quiz: {titles.get(one.about, one.about)}, version {one.version}"
    if one.what == "merge":
        return f"{one.about} was merged into {one.worker_id}"
    if one.what == "withdrawal":
        return WITHDRAWN.get(one.kind, "Withdrawn")
    about = f": {titles.get(one.about, one.about)}" if one.about else ""
    return f"{CALLED.get(one.what, one.what)}{about}"


def _days(one: Recorded) -> str:
    if one.what == "completion":
        return words.short_day(one.on) if one.on else ""
    if one.what in {"extension", "retraining"}:
        return f"until {words.short_day(one.until)}" if one.until else ""
    return span(one.on, one.until) if one.on else ""


def _details(one: Recorded, worker: str) -> tuple[str, ...]:
    score = "" if one.score is None else f"score {one.score} %"
    through = ""
    if one.what == "completion" and one.until is not None:
        through = f"worth until {words.short_day(one.until)} when it was recorded"
    return (
        score,
        through,
        f"document: {one.document}" if one.document else "",
        f"approved by {one.approved_by}" if one.approved_by else "",
        one.reason,
        f"under {one.worker_id}" if one.worker_id not in {worker, ""} else "",
    )


def _state(one: Recorded, zone: str) -> tuple[str, str] | None:
    if one.withdrawn is not None:
        on = _moment(one.withdrawn.at, zone)
        return "no", f"Withdrawn {on} by {one.withdrawn.by}: {one.withdrawn.reason}"
    return ("away", "Replaced by a later record") if one.replaced else None


def _moment(at: datetime, zone: str) -> str:
    day: date = words.day_of(at, zone)
    return words.short_day(day)
