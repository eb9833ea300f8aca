"""What the page of who is late costs at sizes of an organization, and how that grows."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Engine, insert, text

from bench.browsing import Browser
from bench.databases import Place
from bench.house import COURSE, COURSES, WORKERS, House, opened, worker_number
from bench.measuring import Row, in_turn
from lms.people.tables import WorkerRow
from lms.standing.store import DATES
from lms.standing.tables import StandingRow

SIZES: Final = (1_000, 10_000, 100_000)
SIZES_WHEN_QUICK: Final = SIZES[:2]
ROUNDS: Final = 40
ROUNDS_WHEN_QUICK: Final = 12
AT_ONCE: Final = 5_000
TEAMS: Final = 20
LATE_IN: Final = 20
"""One row of so many is late, as in the bare application."""
PAGE: Final = "/training/team/"
BARE: Final = "/late"


def measure(place: Place, *, quick: bool) -> Iterator[Row]:
    """Measure the first page with its counts beside a bare one, then one size beside the next.

    Workers have five requirements each; in milliseconds of CPU.
    """
    sizes, rounds = (SIZES_WHEN_QUICK, ROUNDS_WHEN_QUICK) if quick else (SIZES, ROUNDS)
    with ExitStack() as stack:
        houses = {size: stack.enter_context(opened(place, bare_workers=size)) for size in sizes}
        officers = {size: _officer_of(house, size) for size, house in houses.items()}
        for size, house in houses.items():
            pair = house.guest().opening(BARE), officers[size].opening(PAGE)
            yield Row(f"overdue page, {size:,} by {COURSES}", *in_turn(*pair, rounds))
        for small, large in pairwise(sizes):
            pair = officers[small].opening(PAGE), officers[large].opening(PAGE)
            yield Row(f"overdue page, {small:,} to {large:,}", *in_turn(*pair, rounds))


def fill(engine: Engine, first: int, last: int, today: date) -> None:
    """Keep workers of these numbers with five derived rows each, one row in twenty late."""
    for begin in range(first, last + 1, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, last + 1))
        with engine.begin() as connection:
            connection.execute(insert(WorkerRow), [_worker(at, today) for at in numbers])
            rows = [_standing(at, place, today) for at in numbers for place in range(COURSES)]
            connection.execute(insert(StandingRow), rows)
    if engine.dialect.name == "postgresql":
        # The server does it by itself after so many new rows, but not before we measure.
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))


def _officer_of(house: House, size: int) -> Browser:
    fill(house.workshop.engine, WORKERS + 1, size, house.workshop.clock().date())
    return house.officer()


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
