"""The courses that come with the product are whole, fair to all, and true to the law."""

import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Final
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.checking.checks import desk_of
from lms.checking.table import table_of
from lms.courses.coverage import sections_of
from lms.courses.model import Course, Lesson
from lms.kernel.ids import CourseId
from lms.library import Library, bundled_content, faults_of, open_library
from lms.quizzes.drawing import draw_paper
from lms.quizzes.model import Form, Kind, Question

DEMONSTRATION: Final = Path(__file__).parents[2] / "lms" / "demonstration" / "content"
CORE: Final = CourseId("part2-core")
CURRICULUM: Final = Path(__file__).parents[2] / "docs" / "curriculum.md"
HEART: Final = {"42 CFR 2.16", "42 CFR 2.31", "42 CFR 2.32", "42 CFR 2.33"}
"""What every paper of the course for all must ask about."""
LESSONS: Final = (
    "why-different",
    "what-we-promised",
    "consent",
    "notice-and-copy",
    "redisclosure",
    "without-consent",
    "security-and-breach",
    "penalties-and-help",
)
STATEMENT_1: Final = """\
This record which has been disclosed to you is protected by Federal confidentiality rules (42
CFR part 2). These rules prohibit you from using or disclosing this record, or testimony that
describes the information contained in this record, in any civil, criminal, administrative, or
legislative proceedings by any Federal, State, or local authority, against the patient, unless
authorized by the consent of the patient, except as provided at 42 CFR 2.12(c)(5) or as
authorized by a court in accordance with 42 CFR 2.64 or 2.65. In addition, the Federal rules
prohibit you from making any other use or disclosure of this record unless at least one of the
following applies:

(i) Further use or disclosure is expressly permitted by the written consent of the individual
whose information is being disclosed in this record or as otherwise permitted by 42 CFR part 2.

(ii) You are a covered entity or business associate and have received the record for treatment,
payment, or health care operations, or

(iii) You have received the record from a covered entity or business associate as permitted by
45 CFR part 164, subparts A and E.

A general authorization for the release of medical or other information is NOT sufficient to
meet the required elements of written consent to further use or redisclose the record (see 42
CFR 2.31).
"""
"""The words of 42 CFR 2.32(a)(1) as amended on 16 February 2024 (89 FR 12472)."""
STATEMENT_2: Final = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""The words of 42 CFR 2.32(a)(2)."""
_SOURCE: Final = re.compile(r"\d+ (?:CFR|FR|U\.S\.C\.) [0-9][0-9a-z.-]*(?<![.,])")


@pytest.fixture(scope="module")
def library() -> Library:
    """The content of this repository."""
    return open_library(bundled_content())


@pytest.fixture(scope="module")
def course(library: Library) -> Course:
    """The course on Part 2."""
    return library.course(CORE)


@pytest.fixture(scope="module")
def questions(library: Library) -> tuple[Question, ...]:
    """The bank of the course."""
    return library.quiz_of(CORE).questions


@pytest.fixture(scope="module")
def banks(library: Library) -> dict[CourseId, tuple[Question, ...]]:
    """The bank of every course."""
    return {slug: library.quiz_of(slug).questions for slug in library.courses}


@pytest.fixture(scope="module")
def everything(banks: dict[CourseId, tuple[Question, ...]]) -> tuple[Question, ...]:
    """The questions of all courses."""
    return tuple(one for bank in banks.values() for one in bank)


def cited(lesson: Lesson) -> set[str]:
    """What a lesson cites where a reader sees it: the section, without its paragraphs."""
    marked = re.findall(
        r'<span class="cite">(.*?)</span>|<footer>(.*?)</footer>', lesson.html, re.DOTALL
    )
    shown = unescape("; ".join(one or other for one, other in marked)).replace("\xa0", " ")
    return set(_SOURCE.findall(shown))


def quoted(lesson: Lesson) -> list[list[str]]:
    """The quotations of a lesson as shown, each without the line that names its source."""
    return [
        [unescape(" ".join(words.split())) for words in re.findall(r"<p>(.*?)</p>", said)]
        for said in re.findall(r"<blockquote>(.*?)</blockquote>", lesson.html, re.DOTALL)
    ]


def test_nothing_is_wrong_in_the_content_of_the_demonstration() -> None:
    assert faults_of(DEMONSTRATION) == ()


def test_every_topic_of_the_law_has_its_lesson(course: Course) -> None:
    assert tuple(lesson.slug for lesson in course.lessons) == LESSONS


def test_the_course_takes_no_longer_than_it_says(course: Course) -> None:
    reading = sum(lesson.minutes for lesson in course.lessons)

    assert 20 <= course.minutes <= 25
    assert reading < course.minutes


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_names_every_source_that_it_cites(course: Course, slug: str) -> None:
    (lesson,) = [one for one in course.lessons if one.slug == slug]

    assert cited(lesson) - set(lesson.cites) == set()
    assert len(cited(lesson)) >= 2


def test_the_two_notices_are_quoted_in_the_words_of_the_regulation(course: Course) -> None:
    (lesson,) = [one for one in course.lessons if one.slug == "notice-and-copy"]

    first = [" ".join(words.split()) for words in STATEMENT_1.split("\n\n")]
    assert quoted(lesson) == [first, [STATEMENT_2]]


def test_the_banks_are_large_and_most_of_them_is_about_the_work(
    questions: tuple[Question, ...], everything: tuple[Question, ...]
) -> None:
    assert len(questions) >= 80
    assert len(everything) >= 400
    for asked in (questions, everything):
        assert sum(one.kind is Kind.SCENARIO for one in asked) >= 0.7 * len(asked)


def test_every_wrong_choice_says_why_and_every_question_where_it_is_taught(
    everything: tuple[Question, ...],
) -> None:
    silent = [
        one.id
        for one in everything
        if any(not choice.right and not choice.reason for choice in one.choices)
        or not (one.explanation and one.rules and one.anchor and one.facts)
    ]

    assert silent == []


def test_no_choice_stands_for_all_or_none_of_the_others(everything: tuple[Question, ...]) -> None:
    lazy = re.compile(r".*\bof the above\b.*|(all|none|both|neither)( of (these|them))?\.?")
    choices = [(one.id, choice.text.lower()) for one in everything for choice in one.choices]

    assert [name for name, text in choices if lazy.fullmatch(text)] == []


def test_no_two_questions_of_the_product_have_one_name(everything: tuple[Question, ...]) -> None:
    names = Counter(one.id for one in everything)

    assert [name for name, number in names.items() if number > 1] == []


def test_every_lesson_is_examined(
    library: Library, banks: dict[CourseId, tuple[Question, ...]]
) -> None:
    for slug, bank in banks.items():
        asked = Counter(one.lesson for one in bank)
        drawn = dict(library.quiz_of(slug).draw)
        assert set(asked) == {lesson.slug for lesson in library.course(slug).lessons}
        assert all(asked[lesson] >= 4 * number for lesson, number in drawn.items())
    assert set(dict(library.quiz_of(CORE).draw)) == set(LESSONS)


def test_the_place_of_the_right_answer_tells_nothing(
    banks: dict[CourseId, tuple[Question, ...]],
) -> None:
    for slug, bank in banks.items():
        places = Counter(
            min(one.right) for one in bank if one.form is Form.ONE and len(one.choices) == 4
        )
        evenly = sum(places.values()) / 4
        assert set(places) == {0, 1, 2, 3}, slug
        assert all(0.7 * evenly <= number <= 1.3 * evenly for number in places.values()), slug


def test_the_length_of_the_right_answer_tells_nothing(
    banks: dict[CourseId, tuple[Question, ...]],
) -> None:
    for slug, bank in banks.items():
        chosen = [one for one in bank if not one.ordered]
        for outermost in (max, min):
            found = [
                one.id
                for one in chosen
                if outermost(one.choices, key=lambda choice: len(choice.text)).right
            ]
            assert len(found) <= 0.4 * len(chosen), (slug, outermost)


def test_supplements_and_drills_fit_between_two_calls(library: Library) -> None:
    short = {slug: one for slug, one in library.courses.items() if slug.startswith("role-")}
    drills = {slug: one for slug, one in library.courses.items() if slug.endswith("-drill")}

    assert len(short) == 7
    assert all(8 <= course.minutes <= 12 for course in short.values())
    assert len(drills) == 2
    assert all(course.minutes <= 10 for course in drills.values())


@given(st.uuids(), st.uuids())
def test_two_sittings_ask_about_the_heart_of_the_rule_and_differ(
    library: Library, first: UUID, second: UUID
) -> None:
    quiz = library.quiz_of(CORE)
    about = {one.id: sections_of(one.rules) for one in quiz.questions}
    papers = [draw_paper(quiz, seed) for seed in (first, second)]

    for paper in papers:
        asked = frozenset().union(*(about[item.question] for item in paper))
        assert asked >= HEART
    assert first == second or papers[0] != papers[1]


def test_the_curriculum_says_what_the_courses_hold() -> None:
    desk, faults = desk_of(bundled_content())

    assert faults == ()
    assert desk is not None
    told = CURRICULUM.read_text("utf-8").endswith(f"{table_of(desk)}\n")
    assert told, "docs/curriculum.md is not what part2-lms check-content --table prints now."
