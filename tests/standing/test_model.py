"""The words of a standing mean what the reports print."""

from datetime import date

from hypothesis import given

from lms.standing.model import Completion, Duty, Extension, History, Status
from tests.standing.histories import cases, days
from tests.standing.invented import Case

COMPLIANT = {Status.CURRENT, Status.RENEW_OPEN, Status.STALE}
NOT_COUNTED = {Status.NOT_REQUIRED, Status.EXEMPT, Status.ON_LEAVE, Status.ON_LEAVE_LAPSED}


def test_a_status_is_compliant_or_not_or_left_out_of_the_ratio() -> None:
    assert {status for status in Status if status.compliant} == COMPLIANT
    assert {status for status in Status if status.compliant is None} == NOT_COUNTED
    assert {status for status in Status if status.compliant is False} == (
        set(Status) - COMPLIANT - NOT_COUNTED
    )


def test_three_statuses_are_late_and_an_extension_or_a_leave_is_none_of_them() -> None:
    late = {Status.OVERDUE, Status.EXPIRED, Status.STALE_OVERDUE}
    assert {status for status in Status if status.late} == late


def test_a_history_until_a_day_keeps_that_day_and_leaves_out_the_next() -> None:
    day, next_day = date(2026, 3, 5), date(2026, 3, 6)
    kept = History(
        (Duty(day, date(2027, 1, 1), "hired"),), (Completion(day, 1),), (Extension(day, next_day),)
    )
    later = History(
        (*kept.duties, Duty(next_day, None, "rehired")),
        (*kept.completions, Completion(next_day, 1)),
        (*kept.extensions, Extension(next_day, next_day)),
    )
    assert later.until(day) == kept


@given(cases(), days, days)
def test_looking_back_twice_is_looking_back_to_the_earlier_day(
    case: Case, one: date, other: date
) -> None:
    history = case.history
    assert history.until(one).until(other) == history.until(min(one, other))
