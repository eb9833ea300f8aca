"""Whoever took an older version reads what changed, is asked about it, and keeps their day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from lms.actions.record_training import Elsewhere, record_training
from lms.courses.store import course_on
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Conflict
from lms.kernel.ids import CertificateNumber, WorkerId
from lms.reports.learning.my_training import progress_of
from lms.reports.verifying.state import State, verification
from lms.standing.model import Status
from lms.standing.status import status_on
from lms.standing.store import dates_of, sittings_of
from tests.actions.school import School, take_on
from tests.builders import NOON, WORKER, StillClock, a_worker
from tests.courses.tiny import TINY
from tests.courses.versions import a_version

MARCH = date(2026, 3, 1)
THROUGH = date(2027, 1, 31)


@pytest.fixture
def stale(school: School, tmp_path: Path, clock: StillClock) -> School:
    """Passed on 31 January; what to say changed on 1 March; now it is 15 April."""
    school.complete()
    school.publish(a_version(tmp_path, 2, MARCH))
    clock.forward(days=74)
    return school


def status(school: School, day: date) -> Status:
    (row,) = [
        one
        for one in school.standings()
        if one.from_on <= day and (one.until_on is None or day < one.until_on)
    ]
    return status_on(dates_of(row), day)


def refused(school: School) -> str:
    before = school.counts()
    with pytest.raises(Conflict) as told:
        school.refresh()
    assert school.counts() == before
    return str(told.value)


def test_a_refresher_restores_currency_and_leaves_the_last_valid_day(
    stale: School, clock: StillClock
) -> None:
    today = clock.now.date()
    assert status(stale, today) is Status.STALE

    done = stale.hand_in(stale.refresh())

    assert done.certificate is not None
    assert status(stale, today) is Status.CURRENT
    full, refresher = stale.completions()
    assert (refresher.kind, refresher.reason, refresher.course_version) == (
        "refresher",
        "refresher",
        2,
    )
    assert refresher.valid_through == full.valid_through == THROUGH
    assert refresher.requirement == full.requirement
    assert [one.valid_through for one in stale.standings()] == [THROUGH]


def test_only_what_changed_is_asked(stale: School) -> None:
    attempt = stale.attempt(stale.refresh())

    assert {item.question for item in attempt.paper} == {"ans-1", "ans-2", "ans-3"}
    assert (attempt.version, attempt.number, attempt.refreshes) == (2, 1, True)


def test_the_ledger_says_that_it_was_a_refresher_and_since_what(stale: School) -> None:
    stale.hand_in(stale.refresh())

    with stale.workshop.look(SYSTEM) as work:
        told = {one.what: json.loads(one.statement) for one in entries(work.session)}
    assert (told["RefresherStarted"]["since"], told["RefresherStarted"]["version"]) == (1, 2)
    assert told["CourseRefreshed"]["valid_through"] == THROUGH.isoformat()


def test_whoever_comes_back_finds_the_paper_they_left(stale: School, clock: StillClock) -> None:
    first = stale.refresh()
    clock.forward(days=2)

    assert stale.refresh() == first


def test_a_failed_refresher_waits_as_any_try_does_and_changes_nothing(
    stale: School, clock: StillClock
) -> None:
    stale.hand_in(stale.refresh(), wrong=2)

    assert refused(stale).startswith("The next try opens in 10 minutes.")
    assert status(stale, clock.now.date()) is Status.STALE
    clock.forward(minutes=10)
    assert stale.attempt(stale.refresh()).number == 2


def test_two_steps_are_refreshed_at_once(
    school: School, tmp_path: Path, clock: StillClock
) -> None:
    school.complete()
    school.publish(a_version(tmp_path, 2, MARCH))
    school.publish(a_version(tmp_path, 3, MARCH, "minor"))
    clock.forward(days=74)

    attempt = school.attempt(school.refresh())

    assert {item.question for item in attempt.paper} == {"ans-1", "ans-2", "ans-3"}
    assert attempt.version == 3
    school.hand_in(attempt.id)
    assert "nothing to refresh" in refused(school)


def test_a_refresher_begun_before_the_next_version_counts_for_its_own(
    stale: School, tmp_path: Path, clock: StillClock
) -> None:
    first = stale.refresh()
    stale.publish(a_version(tmp_path, 3, clock.now.date()))
    clock.forward(days=7)
    assert stale.refresh() == first
    stale.hand_in(first)

    assert stale.completions()[-1].course_version == 2
    assert status(stale, clock.now.date()) is Status.STALE
    second = stale.attempt(stale.refresh())
    assert (second.version, second.number) == (3, 1)


def test_a_week_later_a_new_paper_asks_about_all_that_changed(
    stale: School, tmp_path: Path, clock: StillClock
) -> None:
    first = stale.refresh()
    stale.publish(a_version(tmp_path, 3, clock.now.date()))
    clock.forward(days=8)

    second = stale.attempt(stale.refresh())

    assert (second.id == first, second.version, second.number) == (False, 3, 2)


def test_there_is_nothing_to_refresh_for_whoever_has_the_newest_text(school: School) -> None:
    school.complete()

    assert refused(school) == (
        "There is nothing to refresh in this course now. Open it to see where you stand."
    )


def test_whoever_never_completed_or_has_lapsed_takes_the_whole_course(
    school: School, tmp_path: Path, clock: StillClock
) -> None:
    school.publish(a_version(tmp_path, 2, MARCH))
    clock.forward(days=40)
    assert "nothing to refresh" in refused(school)

    school.complete()
    school.publish(a_version(tmp_path, 3, MARCH + timedelta(days=60)))
    clock.forward(days=400)
    assert "nothing to refresh" in refused(school)


def test_what_lapsed_while_the_paper_lay_open_cannot_be_refreshed(
    stale: School, clock: StillClock
) -> None:
    attempt = stale.refresh()
    clock.now = NOON + timedelta(days=366)
    before = stale.counts()

    with pytest.raises(Conflict, match="no longer valid"):
        stale.hand_in(attempt)

    assert stale.counts() == before


def test_an_editorial_version_is_nothing_to_refresh(
    school: School, tmp_path: Path, clock: StillClock
) -> None:
    school.complete()
    school.publish(a_version(tmp_path, 2, MARCH, "editorial"))
    clock.forward(days=74)

    assert "nothing to refresh" in refused(school)
    assert status(school, clock.now.date()) is Status.CURRENT


def test_a_refresher_disturbs_neither_reading_nor_the_tries_of_the_whole_course(
    stale: School, clock: StillClock
) -> None:
    stale.read_all()
    whole = stale.start()
    stale.hand_in(stale.refresh())

    with stale.workshop.look(SYSTEM) as work:
        assert sittings_of(work.session, WORKER.id, TINY) == 1
        taught = course_on(work.session, TINY, clock.now.date())
        assert progress_of(work.session, WORKER.id, taught).done == 2
    assert stale.start() == whole
    assert stale.hand_in(whole).certificate is not None
    assert [row.kind for row in stale.completions()] == ["full", "refresher", "full"]


def test_training_elsewhere_disturbs_neither(school: School) -> None:
    paper = school.begin()
    elsewhere = Elsewhere(
        worker=WORKER.id,
        course=TINY,
        completed_on=NOON.date() - timedelta(days=20),
        document="A letter",
        version=1,
        approved_by=WorkerId("W-002"),
    )
    with school.workshop.work(SYSTEM) as work:
        take_on(work, a_worker(id="W-002"))
        record_training(work, elsewhere)

    assert school.start() == paper
    assert school.hand_in(paper).certificate is not None


def test_the_older_certificate_still_counts_and_says_that_it_was_refreshed(
    stale: School, clock: StillClock
) -> None:
    first = CertificateNumber(stale.completions()[0].certificate)
    second = stale.hand_in(stale.refresh()).certificate
    assert second is not None

    with stale.workshop.look(SYSTEM) as work:
        older = verification(work.session, first, clock.now.date())
        newer = verification(work.session, second, clock.now.date())
    assert (older.state, older.refreshed_on, older.refresher) == (
        State.VALID,
        clock.now.date(),
        False,
    )
    assert (newer.state, newer.refreshed_on, newer.refresher) == (State.VALID, None, True)
    assert newer.valid_through == older.valid_through == THROUGH


def test_a_later_whole_course_follows_both_certificates(stale: School, clock: StillClock) -> None:
    first = CertificateNumber(stale.completions()[0].certificate)
    second = stale.hand_in(stale.refresh()).certificate
    assert second is not None
    clock.forward(days=250)
    stale.complete()

    with stale.workshop.look(SYSTEM) as work:
        states = {verification(work.session, one, THROUGH).state for one in (first, second)}
    assert states == {State.SUPERSEDED}
