"""Only records of who has left are ever due, six years after their last effect, unless held."""

from collections.abc import Iterator
from datetime import date

import pytest

from lms.actions.ledger.hold_records import Holding, hold_records
from lms.actions.ledger.lift_hold import lift_hold
from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
from lms.kernel.rows.plain import table_of
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.ledger.bound import TABLES
from lms.reports.ledger.due import Kept, kept
from lms.reports.ledger.personal import OWN
from tests.reports.house import TODAY, settle, somebody

LEFT = somebody(30, "Otis Fallow", "Claims", 10, ended_on=date(2025, 5, 1))


@pytest.fixture
def work(workshop: Workshop) -> Iterator[UnitOfWork]:
    """The known house, in which one of seven has left, and all of it was recorded today."""
    with workshop.work(SYSTEM) as work:
        settle(work)
    with workshop.work(SYSTEM) as work:
        yield work


def test_of_who_is_employed_nothing_is_ever_due(work: UnitOfWork) -> None:
    (one,) = kept(work.session)

    assert one == Kept((LEFT.id,), TODAY, TODAY.replace(year=TODAY.year + 6), ())
    assert not one.due_on(one.through)
    assert one.due_on(date(2032, 2, 1))
    assert [one.state_on(day) for day in (TODAY, date(2032, 2, 1))] == ["kept", "due"]


def test_what_is_held_is_not_due_until_the_hold_is_lifted(work: UnitOfWork) -> None:
    holding = Holding(matter="24-117", worker=WorkerId("W-030"), reason="a dispute")
    hold = hold_records(work, holding)
    (held,) = kept(work.session)
    lift_hold(work, hold, "settled")
    (free,) = kept(work.session)

    assert (held.matters, held.state_on(date(2099, 1, 1))) == (("24-117",), "held")
    assert (free.matters, free.state_on(date(2099, 1, 1))) == ((), "due")


def test_every_fact_that_names_a_worker_goes_when_its_time_is_over() -> None:
    named = {name for name, table in TABLES.items() if "worker_id" in table.c}
    own = {table_of(row).name for row in OWN}

    assert named - own == {"lms_hold"}, "a hold names a matter, and stays as long as the ledger"
