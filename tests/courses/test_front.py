"""What a front matter cannot mean is named by its key."""

from datetime import date
from typing import Any, Final

import pytest

from lms.courses.front import unfit_course, unfit_lesson

COURSE: Final[dict[str, Any]] = {
    "change": "material",
    "legal_status": "reviewed",
    "teaches": "42 CFR 2.13",
    "reviewed_by": "R. Vance",
    "reviewed_on": date(2026, 1, 5),
}


def test_a_reviewed_course_with_a_reviewer_and_a_day_is_fit() -> None:
    assert list(unfit_course(COURSE)) == []
    assert list(unfit_course({**COURSE, "teaches": "x" * 90})) == []


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("change", "huge", "change"),
        ("legal_status", "read", "legal_status"),
        ("teaches", "x" * 91, "teaches"),
        ("reviewed_by", " ", "legal_status"),
        ("reviewed_on", None, "legal_status"),
    ],
)
def test_a_value_that_cannot_be_is_named(key: str, value: object, named: str) -> None:
    assert [key for key, _ in unfit_course({**COURSE, key: value})] == [named]


def test_every_number_that_is_no_fact_is_named() -> None:
    told = list(unfit_lesson({"facts": ["CON-03", "CON-3", "RED-01a", "redi"]}))

    assert told == [
        ("facts", "“CON-3” is no number of a fact. Write it like CON-03."),
        ("facts", "“redi” is no number of a fact. Write it like CON-03."),
    ]
