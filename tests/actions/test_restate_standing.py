"""What is derived is made again from the facts, and always comes out the same."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.actions.restate_standing import restate_standing
from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.standing.store import dates_of
from tests.actions.school import School, open_school, take_on
from tests.builders import WORKER, StillClock, a_worker

OTHERS = [a_worker(id=WorkerId(f"W-{number:03}")) for number in range(2, 7)]


def rows(school: School) -> list[tuple[object, ...]]:
    return [
        (row.worker_id, row.requirement, row.team, row.course, row.certificate, dates_of(row))
        for row in school.standings()
    ]


def test_made_again_it_is_the_same(workshop: Workshop, tmp_path: Path) -> None:
    school = open_school(workshop, tmp_path, [WORKER, *OTHERS])
    school.complete()
    before = rows(school)
    with workshop.work(SYSTEM) as work:
        assert restate_standing(work, [WORKER.id, *(one.id for one in OTHERS)]) == 6

    assert rows(school) == before
    assert [row.valid_through for row in school.standings()] == [
        date(2027, 1, 31),
        *[None] * 5,
    ]


def test_only_those_who_are_named_are_derived_anew(workshop: Workshop, tmp_path: Path) -> None:
    school = open_school(workshop, tmp_path, [WORKER, *OTHERS])
    before = rows(school)
    with workshop.work(SYSTEM) as work:
        take_on(work, *(a_worker(id=one.id, team="Appeals") for one in OTHERS))
        assert restate_standing(work, [OTHERS[0].id]) == 1

    changed = [new for new, old in zip(rows(school), before, strict=True) if new != old]
    assert [(row[0], row[2]) for row in changed] == [("W-002", "Appeals")]


def test_whoever_is_not_there_has_no_standing(school: School) -> None:
    before = rows(school)
    with school.workshop.work(SYSTEM) as work:
        assert restate_standing(work, [WorkerId("W-999")]) == 0
        assert restate_standing(work, []) == 0

    assert rows(school) == before


def test_the_certificate_is_that_of_the_completion_that_counts(
    school: School, clock: StillClock
) -> None:
    first = school.complete().certificate
    again = school.complete().certificate
    assert [row.certificate for row in school.standings()] == [first]

    clock.forward(days=340)
    renewed = school.complete().certificate

    assert len({first, again, renewed}) == 3
    assert [row.certificate for row in school.standings()] == [renewed]


def test_whoever_left_is_no_longer_required(school: School) -> None:
    with school.workshop.work(SYSTEM) as work:
        take_on(work, a_worker(ended_on=date(2026, 1, 20)))
        restate_standing(work, [WORKER.id])

    (row,) = school.standings()
    assert row.required_until is not None
    assert row.required_until <= date(2026, 1, 31)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([WORKER.id, *(one.id for one in OTHERS)]))
def test_the_order_in_which_workers_are_named_changes_nothing(
    workshop: Workshop, order: list[WorkerId]
) -> None:
    with workshop.work(SYSTEM) as work:
        take_on(work, WORKER, *OTHERS)
        restate_standing(work, order)
    first = rows(School(workshop))
    with workshop.work(SYSTEM) as work:
        restate_standing(work, order[::-1])

    assert rows(School(workshop)) == first
