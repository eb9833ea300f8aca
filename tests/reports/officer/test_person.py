"""One person is told as of a day and as known at a day, every day of a duty accounted for."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine, event

from lms.actions.grant_exception import Decision, grant_exception
from lms.actions.merge_workers import SamePerson, merge_workers
from lms.actions.record_training import Elsewhere, record_training
from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.kernel.access import EVERYONE, SYSTEM, Reach, Role, Scope
from lms.kernel.errors import NotFound
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.people.store import record_workers
from lms.reports.officer.person import Person, Stands, person
from lms.reports.officer.recorded import Recorded, recorded
from lms.standing.gaps import Cause
from lms.standing.model import Status
from lms.standing.records import ExceptionKind
from tests.builders import StillClock, an_actor
from tests.reports.house import ANNUAL, BASICS, MANAGER, TODAY, settled, somebody

HOLLIS = WorkerId("W-002")
OFFICER = an_actor(Role.OFFICER, worker=WorkerId("W-020"))


@pytest.fixture
def house(workshop: Workshop) -> Workshop:
    return settled(workshop)


def told(
    house: Workshop,
    worker: WorkerId = HOLLIS,
    day: date = TODAY,
    before: datetime | None = None,
) -> Person:
    with house.look(SYSTEM) as work:
        return person(work.session, EVERYONE, worker, day, before)


def everything(house: Workshop, *ids: str, before: datetime | None = None) -> list[Recorded]:
    with house.look(SYSTEM) as work:
        return list(recorded(work.session, [WorkerId(one) for one in ids], before))


def only(found: Person) -> Stands:
    [one] = found.stands
    return one


def test_a_person_is_told_with_the_day_the_lateness_and_the_reason(house: Workshop) -> None:
    one = only(told(house))

    assert (one.status, one.act_by, one.days_late) == (Status.EXPIRED, date(2025, 12, 27), 35)
    assert one.title == "42 CFR Part 2 basics"
    assert "first completed 27 Dec 2024" in one.dates.why


def test_every_day_of_the_duty_is_accounted_for_once(house: Workshop) -> None:
    one = only(told(house))

    assert [(part.from_on, part.to_on, part.cause) for part in one.accounted] == [
        (date(2024, 1, 10), date(2024, 2, 9), Cause.NEW_REQUIREMENT),
        (date(2024, 2, 10), date(2024, 12, 26), Cause.NEVER_TRAINED),
        (date(2024, 12, 27), date(2025, 12, 27), None),
        (date(2025, 12, 28), TODAY, Cause.LATE),
    ]
    assert one.accounted[2].completed_on == date(2024, 12, 27)
    assert all(
        before.to_on + timedelta(days=1) == after.from_on
        for before, after in pairwise(one.accounted)
    )
    assert one.uncovered == 31 + 321 + 35


def test_covered_days_are_parted_where_another_completion_begins(house: Workshop) -> None:
    with house.work(OFFICER) as work:
        for month in (11, 12):
            done = Elsewhere(
                worker=HOLLIS,
                course=BASICS,
                completed_on=date(2025, month, 15),
                document=f"Certificate {month}",
            )
            record_training(work, done)

    covered = [part for part in only(told(house)).accounted if part.cause is None]

    assert [part.completed_on for part in covered] == [
        date(2024, 12, 27),
        date(2025, 11, 15),
        date(2025, 12, 15),
    ]


def test_as_of_an_earlier_day_what_came_later_is_left_out(house: Workshop) -> None:
    one = only(told(house, day=date(2025, 12, 27)))

    assert (one.status, one.days_late) == (Status.RENEW_OPEN, 0)
    assert one.accounted[-1].to_on == date(2025, 12, 27)


def test_before_the_duty_nothing_is_asked_and_nothing_accounted_for(house: Workshop) -> None:
    one = only(told(house, day=date(2023, 1, 1)))

    assert (one.status, one.accounted, one.uncovered) == (Status.NOT_REQUIRED, (), 0)


def test_who_they_are_and_whom_they_report_to(house: Workshop) -> None:
    found = told(house)

    assert (found.worker.name, found.manager_name, found.ids) == (
        "Hollis Bramble",
        "Maren Slate",
        (HOLLIS,),
    )
    assert [(one.hired_on, one.until_on) for one in found.employed] == [(date(2024, 1, 10), None)]
    assert told(house, WorkerId("W-020")).manager_name == ""


def test_known_at_a_day_leaves_out_what_was_recorded_later(
    house: Workshop, clock: StillClock
) -> None:
    recorded_at = clock.forward(days=1)
    with house.work(OFFICER) as work:
        done = Elsewhere(
            worker=HOLLIS, course=BASICS, completed_on=date(2026, 1, 20), document="Letter 9"
        )
        record_training(work, done)

    assert only(told(house)).status is Status.CURRENT
    assert only(told(house, before=recorded_at)).status is Status.EXPIRED
    assert [one.what for one in everything(house, HOLLIS)] == ["completion", "completion"]
    assert len(everything(house, HOLLIS, before=recorded_at)) == 1


def test_whoever_was_not_known_yet_cannot_be_told(house: Workshop) -> None:
    with pytest.raises(NotFound, match="Nothing was known"):
        told(house, before=datetime(2020, 1, 1, tzinfo=UTC))


def test_nobody_is_told_of_another_tree(house: Workshop) -> None:
    with pytest.raises(NotFound), house.look(SYSTEM) as work:
        person(work.session, Scope(Reach.REPORTS, MANAGER), WorkerId("W-020"), TODAY)


def test_a_correction_is_seen_beside_what_it_corrects(house: Workshop, clock: StillClock) -> None:
    [first] = everything(house, HOLLIS)
    clock.forward(hours=1)
    with house.work(OFFICER) as work:
        wrong = Correction(what=What.COMPLETION, fact=first.id, reason="somebody else's")
        withdraw_fact(work, wrong)
    clock.forward(hours=1)
    with house.work(OFFICER) as work:
        done = Elsewhere(
            worker=HOLLIS,
            course=BASICS,
            completed_on=date(2025, 1, 2),
            document="Certificate 3",
            corrects=first.id,
        )
        record_training(work, done)

    right, withdrawal, gone = everything(house, HOLLIS)

    assert (right.what, right.fact, right.document) == ("completion", first.id, "Certificate 3")
    assert right.approved_by == "=Cosmo Reed (W-020)"
    assert (withdrawal.what, withdrawal.fact, withdrawal.kind) == (
        "withdrawal",
        first.id,
        "completion",
    )
    assert gone.id == first.id
    assert gone.withdrawn is not None
    assert (gone.withdrawn.reason, gone.withdrawn.by) == (
        "somebody else's",
        "account-of-officer",
    )


def test_a_decision_that_another_replaced_says_so(house: Workshop, clock: StillClock) -> None:
    for to_on in (None, date(2026, 2, 20)):
        clock.forward(hours=1)
        with house.work(OFFICER) as work:
            leave = Decision(
                kind=ExceptionKind.LEAVE, worker=HOLLIS, from_on=date(2026, 1, 5), to_on=to_on
            )
            grant_exception(work, leave)
    with house.work(OFFICER) as work:
        more = Decision(
            kind=ExceptionKind.EXTENSION,
            worker=HOLLIS,
            requirement=ANNUAL.id,
            to_on=date(2026, 3, 1),
            reason="jury",
        )
        grant_exception(work, more)

    rows = everything(house, HOLLIS)

    assert [(one.what, one.until, one.replaced) for one in rows[:3]] == [
        ("extension", date(2026, 3, 1), False),
        ("leave", date(2026, 2, 20), False),
        ("leave", None, True),
    ]


def test_a_merge_is_told_to_both_and_so_is_its_undoing(house: Workshop) -> None:
    with house.work(SYSTEM) as work:
        double = somebody(50, "H. Bramble", "Claims", 10)
        record_workers(work.session, [double], work.now, TODAY, "test")
    with house.work(OFFICER) as work:
        same = SamePerson(duplicate=WorkerId("W-050"), survivor=HOLLIS, reason="same payroll")
        merge = merge_workers(work, same)

    assert told(house).ids == (HOLLIS, "W-050")
    assert told(house, WorkerId("W-050")).merged_into == HOLLIS
    assert told(house, WorkerId("W-050")).stands == ()
    assert [one.what for one in everything(house, "W-050")] == ["merge"]

    with house.work(OFFICER) as work:
        withdraw_fact(work, Correction(what=What.MERGE, fact=merge, reason="two people"))
    for one in ("W-050", HOLLIS):
        rows = everything(house, one)
        assert {row.what for row in rows[:2]} == {"merge", "withdrawal"}
        assert any(row.withdrawn for row in rows)


def test_nothing_recorded_is_told_as_nothing(house: Workshop) -> None:
    assert everything(house, "W-003") == []


def test_however_much_is_recorded_the_same_number_of_statements_tells_it(
    house: Workshop, engine: Engine
) -> None:
    def statements() -> int:
        asked_for: list[str] = []

        def count(*said: object) -> None:
            asked_for.append(str(said[2]))

        event.listen(engine, "before_cursor_execute", count)
        with house.look(SYSTEM) as work:
            found = person(work.session, EVERYONE, HOLLIS, TODAY)
            recorded(work.session, found.ids)
        event.remove(engine, "before_cursor_execute", count)
        return len(asked_for)

    before = statements()
    with house.work(OFFICER) as work:
        for day in range(2, 12):
            done = Elsewhere(
                worker=HOLLIS,
                course=BASICS,
                completed_on=date(2025, 6, day),
                document=f"Certificate {day}",
            )
            record_training(work, done)

    assert statements() == before <= 22
