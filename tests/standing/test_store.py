"""What SQL says of a day is what the rules say of it, on either database."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lms.kernel.ids import WorkerId
from lms.people.store import record_workers
from lms.standing.model import Standing, Status
from lms.standing.status import status_on
from lms.standing.store import (
    dates_of,
    late_on,
    status_expression,
    write_standings,
)
from lms.standing.tables import StandingRow
from tests.builders import NOON, WORKER
from tests.standing.histories import DAY
from tests.standing.kept import standings_of

FIRST = date(2026, 3, 1)
near = st.integers(0, 12).map(lambda at: FIRST + timedelta(days=at))
maybe = st.none() | near
standings = st.builds(
    Standing,
    **{one.name: maybe for one in fields(Standing) if one.type == date | None},
    course_version=st.none() | st.integers(1, 9),
    longest_interval_days=st.none() | st.integers(0, 999),
    why=st.sampled_from(["", "Hired on 3 March 2025."]),
)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session in which one worker is known."""
    with Session(engine) as session:
        record_workers(session, [WORKER], NOON, NOON.date(), "test")
        yield session


def write(session: Session, kept: Sequence[Standing]) -> None:
    rows = [
        {
            "worker_id": WORKER.id,
            "requirement": f"r-{at:03}",
            "from_on": date(2020, 1, 1),
            "until_on": None,
            "team": "",
            "course": "tiny",
            "certificate": "",
            **{one.name: getattr(standing, one.name) for one in fields(Standing)},
        }
        for at, standing in enumerate(kept)
    ]
    write_standings(session, [WORKER.id], rows)


def told(session: Session, day: date) -> list[str]:
    query = select(status_expression(day)).order_by(StandingRow.requirement)
    return list(session.scalars(query))


def late(session: Session, day: date) -> set[str]:
    return set(session.scalars(select(StandingRow.requirement).where(late_on(day))))


def check(session: Session, kept: Sequence[Standing], days: Sequence[date]) -> None:
    write(session, kept)
    for day in days:
        by_rules = [status_on(standing, day) for standing in kept]
        assert told(session, day) == by_rules
        assert late(session, day) == {
            f"r-{at:03}" for at, status in enumerate(by_rules) if status.late
        }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=st.lists(standings, min_size=1, max_size=20), day=near)
def test_any_dates_have_the_same_status_in_sql_and_in_the_rules(
    session: Session, kept: list[Standing], day: date
) -> None:
    check(session, kept, [day - DAY, day, day + DAY])


def on(day: int) -> date:
    return FIRST + day * DAY


EACH = {
    Status.NOT_REQUIRED: Standing(),
    Status.EXEMPT: Standing(required_from=on(0), exempt_from=on(4), exempt_until=on(5)),
    Status.ON_LEAVE: Standing(required_from=on(0), leave_from=on(5), leave_back=on(6)),
    Status.ON_LEAVE_LAPSED: Standing(required_from=on(0), due_on=on(4), leave_from=on(5)),
    Status.ASSIGNED: Standing(required_from=on(5), act_by=on(5)),
    Status.OVERDUE: Standing(required_from=on(0), act_by=on(4)),
    Status.EXPIRED: Standing(required_from=on(0), valid_through=on(4), act_by=on(4)),
    Status.EXPIRED_EXTENDED: Standing(required_from=on(0), valid_through=on(4), act_by=on(5)),
    Status.STALE: Standing(
        required_from=on(0), valid_through=on(9), stale_from=on(5), stale_act_by=on(5)
    ),
    Status.STALE_OVERDUE: Standing(
        required_from=on(0), valid_through=on(9), stale_from=on(0), stale_act_by=on(4)
    ),
    Status.RENEW_OPEN: Standing(
        required_from=on(0), valid_through=on(5), window_opens_on=on(5), act_by=on(5)
    ),
    Status.CURRENT: Standing(
        required_from=on(0), valid_through=on(5), window_opens_on=on(6), act_by=on(5)
    ),
}
"""A standing for each status, on the fifth day after the first."""


def test_every_status_is_reached_on_the_very_day_it_begins(session: Session) -> None:
    write(session, list(EACH.values()))

    assert set(EACH) == set(Status)
    assert told(session, on(5)) == list(EACH)
    check(session, list(EACH.values()), [on(at) for at in range(-1, 12)])


def test_a_row_comes_back_as_it_was_derived(session: Session) -> None:
    write(session, list(EACH.values()))

    assert [dates_of(row) for row in standings_of(session, WORKER.id)] == list(EACH.values())
    assert standings_of(session, WorkerId("W-999")) == []


def test_what_is_derived_anew_takes_the_place_of_what_was(session: Session) -> None:
    write(session, list(EACH.values()))
    write(session, [EACH[Status.CURRENT]])

    assert told(session, on(5)) == [Status.CURRENT]
