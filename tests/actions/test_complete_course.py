"""A completion is recorded on the worker's own day, with everything an auditor asks of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lms.actions.restate_standing import restate_standing
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Conflict
from lms.kernel.ids import RequirementId
from lms.kernel.work import Workshop
from lms.requirements.model import Audience
from lms.requirements.store import record_requirements
from lms.standing.civil import tzdata_version
from tests.actions.school import ANNUAL, TAKER, School, open_school, take_on
from tests.builders import NOON, WORKER, StillClock, a_worker, an_actor, decided
from tests.courses.tiny import TINY, a_library


def completed_at(school: School, clock: StillClock, *days: date) -> list[tuple[date, str]]:
    """Complete the course at noon on each day, and tell through when each counts, and why."""
    for day in days:
        clock.now = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
        school.complete()
    rows = school.completions()
    assert [row.completed_on for row in rows] == list(days)
    (standing,) = school.standings()
    assert standing.valid_through == rows[-1].valid_through
    return [(row.valid_through or date.min, row.reason) for row in rows]


@pytest.mark.parametrize(
    ("renewed_on", "valid_through"),
    [
        (date(2027, 1, 4), date(2028, 3, 5)),
        (date(2027, 2, 10), date(2028, 3, 5)),
        (date(2027, 3, 5), date(2028, 3, 5)),
        (date(2027, 1, 3), date(2028, 1, 3)),
        (date(2026, 11, 1), date(2027, 11, 1)),
        (date(2027, 3, 25), date(2028, 3, 25)),
    ],
)
def test_e1_and_e2_renewed_early_on_time_on_the_last_day_and_late(
    school: School, clock: StillClock, renewed_on: date, valid_through: date
) -> None:
    assert completed_at(school, clock, date(2026, 3, 5), renewed_on) == [
        (date(2027, 3, 5), "onboarding"),
        (valid_through, "renewal"),
    ]


def test_e3_the_leap_day_comes_back(workshop: Workshop, tmp_path: Path, clock: StillClock) -> None:
    clock.now = datetime(2024, 2, 1, 12, tzinfo=UTC)
    school = open_school(workshop, tmp_path, [a_worker(hired_on=date(2024, 2, 1))])
    days = (date(2024, 2, 29), date(2025, 2, 3), date(2026, 2, 28), date(2027, 2, 14))

    assert [through for through, _ in completed_at(school, clock, *days)] == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Honolulu", date(2027, 3, 5)), ("America/New_York", date(2027, 3, 6))],
)
def test_e10_a_worker_completes_on_their_own_day(
    workshop: Workshop, tmp_path: Path, clock: StillClock, zone: str, day: date
) -> None:
    school = open_school(workshop, tmp_path, [a_worker(time_zone=zone)])
    completed_at(school, clock, date(2026, 3, 5))
    clock.now = datetime(2027, 3, 6, 9, 30, tzinfo=UTC)
    school.complete()

    row = school.completions()[-1]
    # In Honolulu it was the last valid day; in New York a new anniversary begins.
    assert (row.completed_on, row.valid_through) == (day, day.replace(year=2028))
    assert (row.completed_at, row.time_zone) == (clock.now, zone)
    assert row.tzdata == tzdata_version()


def test_a_move_to_another_zone_changes_no_day_that_is_past(
    workshop: Workshop, tmp_path: Path, clock: StillClock
) -> None:
    school = open_school(workshop, tmp_path, [a_worker(time_zone="Pacific/Honolulu")])
    clock.now = datetime(2026, 3, 6, 9, 30, tzinfo=UTC)
    school.complete()
    clock.forward(days=90)
    with workshop.work(SYSTEM) as work:
        take_on(work, WORKER)
        restate_standing(work, [WORKER.id])

    assert [(row.completed_on, row.time_zone) for row in school.completions()] == [
        (date(2026, 3, 5), "Pacific/Honolulu")
    ]
    assert [row.valid_through for row in school.standings()] == [date(2027, 3, 5)]


def test_everything_is_recorded_as_it_was(
    school: School, clock: StillClock, tmp_path: Path
) -> None:
    attempt = school.begin()
    started_at = clock.now
    clock.forward(minutes=12)
    done = school.hand_in(attempt, wrong=1)

    course = a_library(tmp_path / "again").courses[TINY]
    (row,) = school.completions()
    assert (row.worker_name, row.team, row.role, row.employer) == (
        WORKER.name,
        WORKER.team,
        WORKER.role,
        WORKER.employer,
    )
    assert (row.course, row.course_title, row.course_version) == (TINY, course.title, 1)
    assert (row.text_sha256, row.rules, row.kind) == (
        course.text_sha256,
        "2024-final-rule",
        "full",
    )
    assert (row.started_at, row.completed_at, row.recorded_at) == (
        started_at,
        clock.now,
        clock.now,
    )
    assert (row.score_percent, row.pass_mark, row.attempt_number) == (75, 75, 1)
    assert (row.certificate, row.requirement) == (done.certificate, ANNUAL.id)
    assert (row.recorded_by, row.source) == (TAKER.account, "self")
    with school.workshop.look(SYSTEM) as work:
        (entry,) = [one for one in entries(work.session) if one.what == "CourseCompleted"]
    assert (row.entry, row.entry_sha256) == (entry.number, entry.seal)


def test_a_new_name_leaves_the_record_as_it_was(school: School) -> None:
    school.complete()
    with school.workshop.work(SYSTEM) as work:
        take_on(work, a_worker(name="Tova Moved", team="Appeals"))
        restate_standing(work, [WORKER.id])

    assert [(row.worker_name, row.team) for row in school.completions()] == [
        (WORKER.name, WORKER.team)
    ]


def test_what_nobody_requires_is_completed_without_an_end(
    school: School, clock: StillClock
) -> None:
    with school.workshop.work(SYSTEM) as work:
        later = replace(ANNUAL, from_on=date(2026, 6, 1))
        from_today = decided(later, effective_on=work.now.date())
        record_requirements(work.session, [from_today], work.now, "test")
        restate_standing(work, [WORKER.id])
    clock.forward(days=1)
    school.complete()

    (row,) = school.completions()
    assert (row.requirement, row.reason, row.valid_through) == ("", "voluntary", None)


def test_of_two_requirements_the_one_to_be_renewed_first_is_answered(school: School) -> None:
    soon = replace(ANNUAL, id=RequirementId("tiny-half-yearly"), cadence_months=6)
    ours = replace(
        soon,
        id=RequirementId("of-others"),
        cadence_months=1,
        window_days=5,
        audience=Audience(roles=("nobody",)),
    )
    with school.workshop.work(SYSTEM) as work:
        record_requirements(work.session, [decided(soon), decided(ours)], work.now, "test")
    school.complete()

    (row,) = school.completions()
    assert (row.requirement, row.valid_through) == (soon.id, date(2026, 7, 31))
    assert {one.requirement: one.valid_through for one in school.standings()} == {
        soon.id: date(2026, 7, 31),
        ANNUAL.id: date(2027, 1, 31),
    }


def test_whoever_has_left_is_no_longer_required_to(school: School, clock: StillClock) -> None:
    attempt = school.begin()
    with school.workshop.work(SYSTEM) as work:
        take_on(work, a_worker(ended_on=date(2026, 1, 31)))
    clock.forward(hours=1)
    school.hand_in(attempt)

    assert [row.reason for row in school.completions()] == ["voluntary"]


def test_a_clock_that_went_back_completes_nothing(school: School, clock: StillClock) -> None:
    attempt = school.begin()
    before = school.counts()
    clock.now = NOON - timedelta(minutes=2, seconds=1)
    with pytest.raises(Conflict, match="The server's clock stands before the last record"):
        school.hand_in(attempt)

    assert school.counts() == before
    assert school.attempt(attempt).grade is None
    clock.now = NOON - timedelta(minutes=2)
    assert school.hand_in(attempt).certificate is not None


def test_what_a_wrong_clock_wrote_does_not_make_it_right(
    school: School, clock: StillClock
) -> None:
    clock.forward(days=-30)
    attempt = school.begin()
    clock.forward(minutes=10)

    with pytest.raises(Conflict, match="The server's clock stands before the last record"):
        school.hand_in(attempt)

    assert school.completions() == []


def test_an_account_is_not_the_name_on_the_record(school: School) -> None:
    school.complete(an_actor(name="An old name", account="account-7"))

    (row,) = school.completions()
    assert (row.worker_name, row.recorded_by) == (WORKER.name, "account-7")
