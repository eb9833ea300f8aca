"""A paper begun on an older version may be handed in for a week after the newer one is taught."""

from datetime import date

from lms.quizzes.closing import closes_on


def test_while_no_newer_version_is_known_a_paper_stays_open() -> None:
    assert closes_on([]) is None


def test_the_seventh_day_after_the_first_newer_version_is_the_last() -> None:
    assert closes_on([date(2026, 3, 5), date(2026, 3, 1)]) == date(2026, 3, 8)
