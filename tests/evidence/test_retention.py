"""Records are kept for six years from their making or last effect, whichever is later."""

from datetime import date

import pytest

from lms.evidence.retention import kept_through


@pytest.mark.parametrize(
    ("days", "through"),
    [
        ([date(2020, 5, 17)], date(2026, 5, 17)),
        ([date(2020, 5, 17), date(2021, 1, 1)], date(2027, 1, 1)),
        ([date(2021, 1, 1), date(2020, 5, 17)], date(2027, 1, 1)),
        ([date(2020, 2, 29)], date(2026, 3, 1)),
        ([date(2016, 2, 28)], date(2022, 2, 28)),
    ],
)
def test_six_years_from_the_later_day(days: list[date], through: date) -> None:
    assert kept_through(days) == through
