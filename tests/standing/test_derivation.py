"""The dates of a standing follow from the history, and the status of any day from the dates."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from lms.standing.derivation import standing_of
from lms.standing.model import Completion, Duty, Extension, History, Standing, Status
from lms.standing.policy import Policy
from lms.standing.status import status_on
from tests.standing.histories import (
    ANNUAL,
    DAY,
    HIRED,
    completed,
    days,
    histories,
    policies,
    slow_status,
    status_as_of,
    trained,
)

FORWARD = (
    Status.ASSIGNED,
    Status.CURRENT,
    Status.RENEW_OPEN,
    Status.EXPIRED_EXTENDED,
    Status.EXPIRED,
    Status.OVERDUE,
    Status.NOT_REQUIRED,
)


def test_a_standing_carries_every_date_that_decides_it() -> None:
    history = History(
        (Duty(date(2026, 2, 20), date(2029, 1, 1), "hired"),),
        (Completion(date(2026, 3, 5), 1), Completion(date(2027, 2, 10), 2)),
        (Extension(date(2028, 3, 1), date(2028, 3, 31), "court testimony"),),
    )
    standing = standing_of(ANNUAL, history)
    assert replace(standing, why="") == Standing(
        required_from=date(2026, 2, 20),
        required_until=date(2029, 1, 1),
        completed_on=date(2027, 2, 10),
        course_version=2,
        valid_through=date(2028, 3, 5),
        window_opens_on=date(2028, 1, 5),
        due_on=date(2028, 3, 5),
        act_by=date(2028, 3, 31),
        longest_interval_days=342,
    )


def test_nothing_is_asked_of_a_worker_whom_no_requirement_covers() -> None:
    standing = standing_of(ANNUAL, History(completions=completed(date(2026, 3, 5))))
    assert (standing.required_from, standing.due_on, standing.act_by) == (None, None, None)
    assert standing.valid_through == date(2027, 3, 5)
    assert standing_of(ANNUAL, History()) == Standing(why=standing_of(ANNUAL, History()).why)


def test_a_completion_before_the_requirement_counts_while_it_is_valid() -> None:
    done = completed(date(2026, 3, 5))
    on_its_last_day = History((Duty(date(2027, 3, 5), None, "hired"),), done)
    assert status_as_of(ANNUAL, on_its_last_day, date(2027, 3, 5)) is Status.RENEW_OPEN
    assert status_as_of(ANNUAL, on_its_last_day, date(2027, 3, 6)) is Status.EXPIRED
    a_day_later = History((Duty(date(2027, 3, 6), None, "hired"),), done)
    assert status_as_of(ANNUAL, a_day_later, date(2027, 3, 6)) is Status.ASSIGNED
    assert standing_of(ANNUAL, a_day_later).act_by == date(2027, 4, 5)


def test_a_completion_uses_up_the_extensions_decided_until_that_day() -> None:
    extension = Extension(date(2027, 3, 5), date(2029, 1, 1))
    history = replace(trained(date(2026, 3, 5), date(2027, 3, 5)), extensions=(extension,))
    assert standing_of(ANNUAL, history).act_by == date(2028, 3, 5)


def test_the_furthest_of_several_extensions_holds_and_none_brings_the_day_forward() -> None:
    given_days = (date(2027, 3, 20), date(2027, 3, 31), date(2027, 3, 10))
    extensions = tuple(Extension(date(2027, 3, 1), until) for until in given_days)
    history = replace(trained(date(2026, 3, 5)), extensions=extensions)
    assert standing_of(ANNUAL, history).act_by == date(2027, 3, 31)
    early = replace(history, extensions=(Extension(date(2027, 1, 1), date(2027, 2, 1)),))
    assert standing_of(ANNUAL, early).act_by == date(2027, 3, 5)


def test_an_extension_for_a_first_completion_keeps_the_worker_assigned() -> None:
    hired = Duty(date(2028, 7, 1), None, "hired")
    extension = Extension(date(2028, 7, 20), date(2028, 8, 15))
    history = History((hired,), extensions=(extension,))
    assert status_as_of(ANNUAL, history, date(2028, 8, 15)) is Status.ASSIGNED
    assert status_as_of(ANNUAL, history, date(2028, 8, 16)) is Status.OVERDUE


def test_an_extension_decided_after_the_day_changes_no_day_before_it() -> None:
    extension = Extension(date(2027, 3, 10), date(2027, 3, 31))
    history = replace(trained(date(2026, 3, 5)), extensions=(extension,))
    assert status_as_of(ANNUAL, history, date(2027, 3, 9)) is Status.EXPIRED
    assert status_as_of(ANNUAL, history, date(2027, 3, 10)) is Status.EXPIRED_EXTENDED


def test_before_the_first_event_nothing_is_required() -> None:
    assert status_as_of(ANNUAL, trained(date(2026, 3, 5)), date(2019, 12, 31)) is (
        Status.NOT_REQUIRED
    )


def test_a_day_in_the_future_is_forecast_from_what_is_known() -> None:
    assert status_as_of(ANNUAL, trained(date(2026, 3, 5)), date(2031, 1, 1)) is Status.EXPIRED


@settings(max_examples=400)
@given(policies(), histories(), days)
def test_the_status_is_the_one_found_by_walking_through_the_days(
    policy: Policy, history: History, day: date
) -> None:
    assert status_as_of(policy, history, day) is slow_status(policy, history, day)


def _latest_event(history: History) -> date:
    return max(
        [
            date(2023, 1, 1),
            *(duty.from_on for duty in history.duties),
            *(done.completed_on for done in history.completions),
            *(given.decided_on for given in history.extensions),
        ]
    )


@given(policies(), histories(), days)
def test_one_row_of_dates_is_right_for_every_day_from_the_latest_event_on(
    policy: Policy, history: History, day: date
) -> None:
    day = max(day, _latest_event(history))
    assert status_on(standing_of(policy, history), day) is slow_status(policy, history, day)


@given(policies(), histories(), days)
def test_without_an_event_a_status_only_ever_moves_forward(
    policy: Policy, history: History, day: date
) -> None:
    day = max(day, _latest_event(history))
    standing = standing_of(policy, history)
    today, tomorrow = status_on(standing, day), status_on(standing, day + DAY)
    assert FORWARD.index(today) <= FORWARD.index(tomorrow)


@given(policies(), histories(), days, days)
def test_what_happens_later_never_changes_an_earlier_day(
    policy: Policy, history: History, day: date, later: date
) -> None:
    more = History(
        (*history.duties, Duty(max(later, day + DAY), None, "rehired")),
        (*history.completions, Completion(max(later, day + DAY), 1)),
        (*history.extensions, Extension(max(later, day + DAY), date(2029, 1, 1))),
    )
    assert standing_of(policy, more.until(day)) == standing_of(policy, history.until(day))


@given(policies(), histories(), days)
def test_completing_a_required_training_makes_the_worker_compliant_that_day(
    policy: Policy, history: History, day: date
) -> None:
    done = replace(history, completions=(*history.completions, Completion(day, 1)))
    assert status_as_of(policy, done, day) in {
        Status.CURRENT,
        Status.RENEW_OPEN,
        Status.NOT_REQUIRED,
    }


def test_the_order_in_which_events_are_given_changes_nothing() -> None:
    duties = (Duty(date(2026, 1, 1), date(2027, 8, 1), "hired"), HIRED)
    history = History(duties, completed(date(2027, 2, 10), date(2026, 3, 5)))
    ordered = History(duties[::-1], completed(date(2026, 3, 5), date(2027, 2, 10)))
    assert standing_of(ANNUAL, history) == standing_of(ANNUAL, ordered)
