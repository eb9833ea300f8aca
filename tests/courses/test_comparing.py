"""A refresher holds everything that changed since; an officer sees what a version changes."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lms.courses.comparing import (
    BlockChange,
    Fate,
    FrontChange,
    LessonChange,
    Place,
    changes_since,
    difference,
)
from lms.courses.model import Change, Course
from tests.courses.tiny import TINY
from tests.courses.versions import MESSAGE, a_version
from tests.courses.written import a_course, a_lesson

CALLS = {"calls": {"say": "Say no.", "note": "Note it."}, "mail": {"mail": "Seal it."}}


def fates(changes: tuple[BlockChange, ...]) -> dict[Place, Fate]:
    return {change.place: change.fate for change in changes}


def test_a_version_that_says_the_same_differs_in_nothing() -> None:
    told = difference(a_course(1, CALLS), a_course(2, CALLS))

    assert (told.front, told.intro, told.lessons, told.blocks) == ((), (), (), ())


def test_a_first_version_is_new_in_every_lesson_and_block() -> None:
    told = difference(None, a_course(1, CALLS))

    assert {change.fate for change in told.lessons} == {Fate.ADDED}
    assert {change.fate for change in told.blocks} == {Fate.ADDED}
    assert [change.slug for change in told.lessons] == ["calls", "mail"]
    assert len(told.blocks) == 3
    assert told.front == ()


def test_blocks_are_told_as_changed_added_and_removed_with_the_lines_that_differ() -> None:
    after = {"calls": {"say": "Say nothing.", "who": "Ask who."}, "mail": {"mail": "Seal it."}}
    told = difference(a_course(1, CALLS), a_course(2, after))

    assert fates(told.blocks) == {
        Place("calls", "say"): Fate.CHANGED,
        Place("calls", "who"): Fate.ADDED,
        Place("calls", "note"): Fate.REMOVED,
    }
    changed = told.blocks[0]
    assert (changed.title, changed.lesson_title) == ("say", "Calls")
    assert [(one.before, one.after) for one in changed.passages] == [
        (("Say no.",), ("Say nothing.",))
    ]
    assert told.blocks[2].title == "note"


def test_lessons_are_told_as_added_removed_renamed_and_moved() -> None:
    lessons = [a_lesson(slug, {"": slug}) for slug in ("one", "two", "three", "four")]
    before = replace(a_course(1), lessons=tuple(lessons))
    one, two, three, _ = lessons
    five = a_lesson("five", {"": "five"})
    after = replace(a_course(2), lessons=(three, one, replace(two, title="Second"), five))

    assert difference(before, after).lessons == (
        LessonChange("three", Fate.MOVED, "Three", "Three"),
        LessonChange("two", Fate.RENAMED, "Two", "Second"),
        LessonChange("five", Fate.ADDED, "", "Five"),
        LessonChange("four", Fate.REMOVED, "Four", ""),
    )


def test_front_matter_that_differs_is_told_but_for_what_is_decided_at_publication() -> None:
    before = a_course(1, CALLS)
    lessons = (replace(before.lessons[0], minutes=9, cites=("42 CFR 2.13",)), before.lessons[1])
    after = replace(
        before,
        version=2,
        change=Change.MINOR,
        refresh_days=5,
        title="Calling",
        test_out=True,
        rules=("a", "b"),
        lessons=lessons,
    )

    assert difference(before, after).front == (
        FrontChange("", "title", "Calls", "Calling"),
        FrontChange("", "rules", "2024-final-rule", "a; b"),
        FrontChange("", "test_out", "no", "yes"),
        FrontChange("calls", "minutes", "2", "9"),
        FrontChange("calls", "cites", "", "42 CFR 2.13"),
    )


def test_the_courses_own_text_is_compared_too() -> None:
    after = replace(a_course(2, CALLS), source="Whoever writes.")

    (one,) = difference(a_course(1, CALLS), after).intro

    assert (one.before, one.after) == (("Whoever calls.",), ("Whoever writes.",))


def test_versions_read_from_files_are_compared_section_by_section(tmp_path: Path) -> None:
    first, second, third = (a_version(tmp_path, at).course(TINY) for at in (1, 2, 3))

    (said,) = difference(first, second).blocks
    assert said.place == Place("answering", "callers")
    assert MESSAGE in " ".join(run.words for one in said.passages for run in one.runs)
    assert fates(changes_since([third, first, second], 1)) == {
        Place("answering", "callers"): Fate.CHANGED,
        Place("noting", "readers"): Fate.ADDED,
    }
    assert fates(changes_since([first, second, third], 2)) == {
        Place("noting", "readers"): Fate.ADDED
    }


def test_a_block_that_was_changed_and_changed_back_still_counts() -> None:
    versions = [
        a_course(1, CALLS),
        a_course(2, {**CALLS, "mail": {"mail": "Burn it."}}),
        a_course(3, CALLS),
    ]

    (change,) = changes_since(versions, 1)

    assert change.place == Place("mail", "mail")
    assert change.before == change.after
    assert change.passages == ()


def test_a_block_that_is_gone_is_named_as_it_last_was() -> None:
    versions = [
        a_course(1, CALLS),
        a_course(2, {**CALLS, "mail": {"mail": "Seal it twice."}}),
        a_course(3, {"calls": CALLS["calls"]}),
    ]

    (change,) = changes_since(versions, 1)

    assert (change.fate, change.title) == (Fate.REMOVED, "mail")
    assert change.before is not None
    assert "Seal it twice." in change.before.text


def test_a_completion_older_than_every_version_has_everything_before_it() -> None:
    assert len(changes_since([a_course(2, CALLS)], 1)) == 3


ANCHORS = st.sampled_from(["a", "b", "c", "d"])
TEXTS = st.dictionaries(
    st.sampled_from(["one", "two"]),
    st.dictionaries(ANCHORS, st.sampled_from(["x", "y", "z"]), min_size=1),
    max_size=2,
)


@st.composite
def histories(draw: st.DrawFn) -> list[Course]:
    """Up to five versions of a course, each changed against the one before in its own way."""
    texts = draw(st.lists(TEXTS, min_size=1, max_size=5))
    return [
        a_course(number, said, change=draw(st.sampled_from(Change)))
        for number, said in enumerate(texts, start=1)
    ]


def places(changes: tuple[BlockChange, ...]) -> set[Place]:
    return {change.place for change in changes}


@given(histories(), st.integers(1, 5))
def test_what_changed_since_a_version_is_the_union_of_its_steps(
    versions: list[Course], number: int
) -> None:
    steps = [
        places(difference(earlier, later).blocks)
        for earlier, later in pairwise(versions)
        if later.version > number and later.change is not Change.EDITORIAL
    ]

    assert places(changes_since(versions, number)) == set().union(*steps)


@given(histories(), st.integers(1, 5))
def test_each_changed_block_stands_in_its_newest_text(versions: list[Course], number: int) -> None:
    newest = versions[-1]
    for change in changes_since(versions, number):
        lesson = next((one for one in newest.lessons if one.slug == change.place.lesson), None)
        said = lesson and next(
            (one for one in lesson.blocks if one.anchor == change.place.anchor), None
        )
        assert (change.after and change.after.sha256) == (said and said.sha256)
        assert change.before or change.after


@given(histories(), st.integers(1, 5))
def test_editorial_steps_ask_nobody_to_read_again(versions: list[Course], number: int) -> None:
    editorial = [replace(one, change=Change.EDITORIAL) for one in versions]

    assert changes_since(editorial, number) == ()
