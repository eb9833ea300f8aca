"""Workers in and out of the database, and whose records a scope reaches."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lms.kernel.access import EVERYONE, Reach, Scope
from lms.kernel.errors import NotFound
from lms.kernel.ids import WorkerId
from lms.people.model import Worker
from lms.people.store import (
    all_workers,
    record_workers,
    records_of,
    teams_within,
    within,
    worker_ids,
    worker_of,
)
from lms.people.tables import WorkerRow
from tests.builders import NOON, WORKER, a_worker

RECORDED_ON = NOON.date()
IDS = [WorkerId(f"W-{number}") for number in range(8)]
Bosses = dict[WorkerId, WorkerId | None]


def record(session: Session, *workers: Worker, on: date = RECORDED_ON) -> None:
    record_workers(session, workers, NOON, on, "test")


def reached(session: Session, scope: Scope) -> set[str]:
    return set(session.scalars(select(WorkerRow.id).where(within(scope, WorkerRow.id))))


def below(manager: WorkerId, bosses: Bosses) -> set[WorkerId]:
    """Whoever reports to a manager, found by walking up from everybody."""
    found = set()
    for worker in bosses:
        above, seen = bosses[worker], {worker}
        while above is not None and above not in seen:
            if above == manager:
                found.add(worker)
            seen.add(above)
            above = bosses.get(above)
        if above == manager:
            found.add(worker)
    return found - {manager}


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bosses=st.fixed_dictionaries(dict.fromkeys(IDS, st.none() | st.sampled_from(IDS))),
    manager=st.sampled_from(IDS),
)
def test_a_manager_reaches_everybody_below_them_and_nobody_else(
    engine: Engine, bosses: Bosses, manager: WorkerId
) -> None:
    with Session(engine) as session:
        record(session, *(a_worker(id=one, manager=boss) for one, boss in bosses.items()))

        assert reached(session, Scope(Reach.REPORTS, manager)) == below(manager, bosses)
        session.rollback()


def test_everyone_reaches_all_one_self_reaches_one_and_nobody_reaches_none(
    engine: Engine,
) -> None:
    with Session(engine) as session:
        record(session, *(a_worker(id=one) for one in IDS))

        assert reached(session, EVERYONE) == set(IDS)
        assert reached(session, Scope(Reach.OWN, IDS[3])) == {IDS[3]}
        assert reached(session, Scope(Reach.OWN)) == set()
        assert reached(session, Scope(Reach.REPORTS)) == set()


def test_teams_come_in_one_order_without_the_nameless(engine: Engine) -> None:
    names = ["b", "A", "", "Ä", "a b", "b"]
    with Session(engine) as session:
        record(session, *(a_worker(id=IDS[at], team=name) for at, name in enumerate(names)))

        assert teams_within(session, EVERYONE) == ["A", "a b", "b", "Ä"]


def test_a_worker_comes_back_as_recorded_and_the_latest_record_holds(engine: Engine) -> None:
    later = replace(WORKER, name="Tova Moved", manager=WorkerId("W-9"), ended_on=date(2027, 1, 1))
    with Session(engine) as session:
        record(session, WORKER)
        record(session, later, on=RECORDED_ON + timedelta(days=1))

        assert worker_of(session, WORKER.id) == later
        assert worker_of(session, WORKER.id, lock=True) == later
        assert all_workers(session) == {WORKER.id: later}
        assert list(worker_ids(session)) == [WORKER.id]
        assert [one.worker for one in records_of(session, [WORKER.id])[WORKER.id]] == [
            WORKER,
            later,
        ]


def test_a_worker_nobody_brought_in_is_not_there(engine: Engine) -> None:
    with Session(engine) as session:
        with pytest.raises(NotFound, match="no such worker"):
            worker_of(session, WORKER.id)
        assert records_of(session, [WORKER.id]) == {}
