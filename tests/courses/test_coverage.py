"""A section that should be covered and is not is a hole, and it says what it lacks."""

import pytest

from lms.courses.coverage import Hole, holes_in, promised_in, sections_of


def test_a_hole_says_whether_the_lesson_or_the_question_is_missing() -> None:
    found = list(
        holes_in(
            ["42 CFR 2.31", "42 CFR 2.4", "42 CFR 2.16", "45 CFR 164.402"],
            taught={"42 CFR 2.31", "42 CFR 2.4"},
            asked={"42 CFR 2.31", "42 CFR 2.16"},
        )
    )

    assert found == [
        Hole("42 CFR 2.4", lesson=True, question=False),
        Hole("42 CFR 2.16", lesson=False, question=True),
        Hole("45 CFR 164.402", lesson=False, question=False),
    ]
    assert [hole.lacks for hole in found] == [
        "no question",
        "no lesson",
        "no lesson and no question",
    ]


def test_paragraphs_count_for_their_section() -> None:
    cites = ["42 CFR 2.31(a)(4)(i)", "42 CFR 2.31(b)", "89 FR 12472", "no citation"]

    assert sections_of(cites) == {"42 CFR 2.31", "89 FR 12472"}


@pytest.mark.parametrize(
    ("teaches", "sections"),
    [
        ("42 CFR 2.13", ("42 CFR 2.13",)),
        (
            "42 CFR 2.4, 2.11\u20132.12; 45 CFR 164.402\u2013410",
            ("42 CFR 2.4", "42 CFR 2.11", "42 CFR 2.12", "45 CFR 164.402", "45 CFR 164.410"),
        ),
        ("Responding: 42 CFR 2.12(d) and 2.16", ("42 CFR 2.12", "42 CFR 2.16")),
        ("Phishing and passwords in 10 minutes", ()),
    ],
)
def test_a_course_promises_the_sections_that_its_line_names(
    teaches: str, sections: tuple[str, ...]
) -> None:
    assert promised_in(teaches) == sections
