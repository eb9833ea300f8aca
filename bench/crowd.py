"""Workers by the thousand with derived rows of their own, of which one in twenty is late."""

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Engine, insert, text

from bench.house import COURSE, COURSES, worker_number
from lms.people.tables import WorkerRow
from lms.standing.store import DATES
from lms.standing.tables import StandingRow

AT_ONCE: Final = 5_000
TEAMS: Final = 20
LATE_IN: Final = 20
"""One row of so many is late, as in the bare application."""
FOR_ONE_WHO_LEFT: Final = 4
"""For so many who are there, one has left."""
LEFT_BEFORE: Final = timedelta(days=400)


def fill(engine: Engine, first: int, last: int, today: date) -> None:
    """Keep workers of these numbers with five derived rows each, one row in twenty late.

    For every few of them somebody left, who was late then.
    """
    left = (last + 1 - first) // FOR_ONE_WHO_LEFT
    for begin in range(first, last + left + 1, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, last + left + 1))
        ends = {at: today - LEFT_BEFORE for at in numbers if at > last}
        workers = [{**_worker(at, today), "ended_on": ends.get(at)} for at in numbers]
        rows = [
            {**_standing(at, place, ends.get(at, today)), "required_until": ends.get(at)}
            for at in numbers
            for place in range(COURSES)
        ]
        with engine.begin() as connection:
            connection.execute(insert(WorkerRow), workers)
            connection.execute(insert(StandingRow), rows)
    if engine.dialect.name == "postgresql":
        # The server does it by itself after so many new rows, but not before we measure.
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))


def _worker(number: int, today: date) -> dict[str, Any]:
    return {
        "id": worker_number(number),
        "name": f"Worker {number}",
        "email": f"worker.{number}@alderquay.example",
        "team": f"Team {number // TEAMS % TEAMS}",
        "role": "billing",
        "manager_id": None,
        "employer": "Alder Quay Billing",
        "hired_on": today - timedelta(days=900),
        "ended_on": None,
        "time_zone": "America/New_York",
        "language": "en",
    }


def _standing(number: int, place: int, today: date) -> dict[str, Any]:
    late = (number + place) % LATE_IN == 0
    days = number * 7 % 300
    act_by = today - timedelta(days=days % 60 + 1) if late else today + timedelta(days=days)
    completed_on = act_by - timedelta(days=365)
    course = COURSE if place == 0 else f"{COURSE}-{place + 1}"
    return {
        **dict.fromkeys(DATES),
        "worker_id": worker_number(number),
        "requirement": f"{course}-annual",
        "team": f"Team {number // TEAMS % TEAMS}",
        "course": course,
        "from_on": today - timedelta(days=800),
        "required_from": today - timedelta(days=800),
        "completed_on": completed_on,
        "course_version": 1,
        "valid_through": act_by,
        "window_opens_on": act_by - timedelta(days=60),
        "due_on": act_by,
        "act_by": act_by,
        "longest_interval_days": 365,
        "certificate": f"P2L-{number:06}-{place}",
        "why": f"Completed on {completed_on}, and it counts for 12 months: until {act_by}.",
    }
