"""Two ids of one person count as one from then on, and nothing recorded under either changes."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lms.actions.merge_workers import SamePerson, merge_workers
from lms.kernel.access import SYSTEM, Actor, Role
from lms.kernel.errors import Forbidden, NotFound, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.people.tables import WorkerRow
from tests.actions.office import (
    MANAGER,
    OFFICER,
    decide,
    elsewhere,
    more_time,
    open_office,
    standing,
    write_down,
)
from tests.actions.school import School
from tests.builders import WORKER, an_actor

SECOND = WorkerId("W-002")
BOSS = WorkerId("W-010")


@pytest.fixture
def office(workshop: Workshop, tmp_path: Path) -> School:
    return open_office(workshop, tmp_path)


def merge(office: School, actor: Actor = OFFICER, **changes: Any) -> UUID:  # noqa: ANN401 - any of its fields
    given = {"duplicate": SECOND, "survivor": WORKER.id, "reason": "same payroll number"}
    with office.workshop.work(actor) as work:
        return merge_workers(work, SamePerson(**{**given, **changes}))


def test_what_was_done_under_one_id_counts_for_the_other(office: School) -> None:
    write_down(office.workshop, elsewhere(worker=SECOND))
    before = office.completions()

    merge(office)

    assert standing(office.workshop).valid_through == date(2026, 9, 10)
    assert {row.worker_id for row in office.standings()} == {WORKER.id, BOSS, "W-900"}
    assert (
        [row.worker_id for row in office.completions()]
        == ["W-002"]
        == [row.worker_id for row in before]
    )
    with office.workshop.look(SYSTEM) as work:
        kept = work.session.get(WorkerRow, SECOND)
        assert kept is not None
        assert kept.merged_into == WORKER.id


def test_what_comes_under_the_merged_id_later_counts_for_the_other_too(office: School) -> None:
    merge(office)

    write_down(office.workshop, elsewhere(worker=SECOND))
    decide(office.workshop, more_time(worker=SECOND))

    [row] = [one for one in office.standings() if one.worker_id == WORKER.id]
    assert row.valid_through == date(2026, 9, 10)


def test_nobody_decides_about_themselves_under_a_second_id(office: School) -> None:
    merge(office)
    own = an_actor(Role.OFFICER, worker=SECOND)

    with pytest.raises(Refused, match="Nobody records what concerns themselves"):
        decide(office.workshop, more_time(approved_by=BOSS), own)
    with pytest.raises(Refused, match="Nobody approves what concerns themselves"):
        decide(office.workshop, more_time(approved_by=SECOND))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"survivor": SECOND}, "duplicate", "two different worker ids"),
        ({"reason": ""}, "reason", "how it is known"),
        ({"reason": "x" * 301}, "reason", "longer than 300"),
        ({"approved_by": WORKER.id}, "approved_by", "Nobody approves"),
        ({"approved_by": SECOND}, "approved_by", "Nobody approves"),
        ({"approved_by": WorkerId("W-404")}, "approved_by", "There is no worker W-404"),
    ],
)
def test_what_is_wrong_is_told_of_its_field_and_nothing_is_kept(
    office: School, changes: dict[str, Any], field: str, words: str
) -> None:
    before = office.counts()

    with pytest.raises(Refused) as refused:
        merge(office, **changes)

    assert [one.field for one in refused.value.faults if words in one] == [field]
    assert office.counts() == before


def test_an_id_is_merged_once(office: School) -> None:
    merge(office)

    with pytest.raises(Refused, match="W-002 was merged into W-001 already"):
        merge(office)
    with pytest.raises(Refused, match="W-002 was merged into W-001 already"):
        merge(office, duplicate=BOSS, survivor=SECOND)


def test_a_chain_of_merges_counts_for_the_last(office: School) -> None:
    write_down(office.workshop, elsewhere(worker=SECOND))
    merge(office)

    merge(office, duplicate=WORKER.id, survivor=BOSS, reason="a third number")

    assert standing(office.workshop, BOSS).valid_through == date(2026, 9, 10)
    assert {row.worker_id for row in office.standings()} == {BOSS, "W-900"}


@pytest.mark.parametrize("own", [WORKER.id, SECOND])
def test_nobody_merges_themselves(office: School, own: WorkerId) -> None:
    with pytest.raises(Refused, match="Nobody records what concerns themselves"):
        merge(office, an_actor(Role.OFFICER, worker=own), approved_by=BOSS)


def test_only_whoever_may_decide_merges_and_only_who_is_there(office: School) -> None:
    with pytest.raises(Forbidden):
        merge(office, MANAGER)
    with pytest.raises(NotFound):
        merge(office, duplicate=WorkerId("W-404"))
