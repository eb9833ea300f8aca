"""A content root is read whole and cross-checked, and everything wrong in it is named at once."""

from pathlib import Path

import pytest

from lms.kernel.errors import InvalidContent, NotFound
from lms.kernel.ids import CourseId
from lms.kernel.markdown import Fault
from lms.library import bundled_content, faults_of, open_library, open_shelf
from tests.courses.tiny import (
    BANK,
    COVER,
    FILES,
    FIRST,
    SECOND,
    TINY,
    WORDING,
    a_library,
    a_png,
    changed,
    line_of,
    write_content,
)

NOWHERE = CourseId("nowhere")


def test_a_library_holds_each_course_with_its_quiz_and_wording(tmp_path: Path) -> None:
    library = a_library(tmp_path)

    assert library.course(TINY).title == "Answering callers"
    assert library.quiz_of(TINY).title == "Six calls"
    assert library.wording_of(TINY).title == "Certificate of completion"
    assert list(library.courses) == [TINY]


def test_a_course_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    library = a_library(tmp_path)

    for asked in (library.course, library.quiz_of, library.wording_of):
        with pytest.raises(NotFound, match="There is no such course"):
            asked(NOWHERE)


def test_the_content_that_comes_with_the_product_is_sound() -> None:
    assert faults_of(bundled_content()) == ()
    assert open_library(bundled_content()).courses


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        (COVER, 'quiz = "tiny"', 'quiz = "huge"', "There is no quiz “huge” in quizzes/."),
        (
            COVER,
            'quiz = "tiny"',
            'quiz = "tiny"\ncertificate = "gold"',
            "There is no wording “gold” in certificates/.",
        ),
        (
            COVER,
            "minutes = 7",
            "minutes = 3",
            "“minutes” is 3, and the lessons say 4; the quiz takes 10 at most.",
        ),
        (
            COVER,
            "minutes = 7",
            "minutes = 15",
            "“minutes” is 15, and the lessons say 4; the quiz takes 10 at most.",
        ),
        (
            BANK,
            "noting = 2",
            "noting = 2\nlistening = 1",
            "“draw” wants 1 questions of “listening”; the bank has 0.",
        ),
    ],
)
def test_what_does_not_fit_together_is_refused_on_its_line(
    tmp_path: Path, name: str, old: str, new: str, reason: str
) -> None:
    root = write_content(tmp_path, changed(name, old, new))

    line = line_of(name, old) + new.count("\n")
    assert faults_of(root) == (Fault(name, line, reason),)


def test_a_minute_for_every_lesson_and_ten_for_the_quiz_are_believed(tmp_path: Path) -> None:
    for minutes in (4, 14):
        changes = changed(COVER, "minutes = 7", f"minutes = {minutes}")
        assert faults_of(write_content(tmp_path, changes)) == ()


def test_a_question_about_what_is_not_taught_is_refused_on_its_line(tmp_path: Path) -> None:
    changes = changed(FIRST, "{#callers}", "{#phone}")

    faults = faults_of(write_content(tmp_path, changes))

    assert [fault.line for fault in faults] == [
        line_of(BANK, f"## What of ans-{number}?") for number in (1, 2, 3)
    ]
    told = "ans-1 is taught at “answering#callers”, which tiny does not have."
    assert faults[0] == Fault(BANK, faults[0].line, told)


def test_a_topic_that_is_no_lesson_is_refused_on_its_line(tmp_path: Path) -> None:
    root = write_content(tmp_path, {"courses/tiny/02-listening.md": FILES[SECOND], SECOND: None})
    (root / FIRST).write_text(FILES[FIRST].replace("02-noting.md", "02-listening.md"))

    faults = faults_of(root)

    told = "“draw” names “noting”, which is no lesson of tiny."
    assert Fault(BANK, line_of(BANK, "noting = 2"), told) in faults
    assert len(faults) == 4


def test_everything_wrong_in_a_root_is_named_at_once_in_order(tmp_path: Path) -> None:
    root = write_content(
        tmp_path,
        changed(COVER, "version = 1", "version = 0")
        | changed(FIRST, "minutes = 2", "minutes = 0")
        | changed(BANK, "pass_mark = 75", "pass_mark = 175")
        | changed(WORDING, "{holder}", "{salary}"),
    )

    faults = faults_of(root)

    assert [fault.path for fault in faults] == sorted([COVER, FIRST, BANK, WORDING])
    with pytest.raises(InvalidContent) as caught:
        open_library(root)
    assert str(caught.value).split("\n") == [str(fault) for fault in faults]
    assert str(faults[1]).startswith(f"{FIRST}, line {line_of(FIRST, 'minutes')}: “minutes” must")


def test_a_broken_quiz_is_not_called_missing_as_well(tmp_path: Path) -> None:
    changes = changed(BANK, "pass_mark = 75", "pass_mark = 175")

    (fault,) = faults_of(write_content(tmp_path, changes))

    assert "pass_mark" in fault.reason


def test_a_folder_without_its_course_file_is_refused(tmp_path: Path) -> None:
    root = write_content(tmp_path)
    (root / "courses" / "begun").mkdir()
    (root / "courses" / ".hidden").mkdir()

    faults = faults_of(root)

    assert {fault.path for fault in faults} == {"courses/begun/course.md"}


def test_an_empty_root_is_refused(tmp_path: Path) -> None:
    told = "There is no course: a folder with a course.md."

    assert faults_of(tmp_path) == (Fault("courses", 1, told),)


def test_a_shelf_holds_what_could_be_read_and_says_of_which_course_each_fault_is(
    tmp_path: Path,
) -> None:
    other = {
        name.replace("tiny", "other"): words for name, words in FILES.items() if name != WORDING
    }
    other["courses/other/course.md"] = FILES[COVER].replace("title =", "name =")
    shelf = open_shelf(write_content(tmp_path, {**other, "courses/other/desk.png": a_png()}))

    assert shelf.courses == ("other", TINY)
    assert list(shelf.library.courses) == [TINY]
    assert shelf.faults_of(TINY) == ()
    assert {fault.path for fault in shelf.faults_of(CourseId("other"))} == {
        "courses/other/course.md"
    }


def test_a_fault_of_the_quiz_or_of_everything_is_one_of_the_course(tmp_path: Path) -> None:
    bank = changed(BANK, "pass_mark = 75", "pass_mark = 0")
    shelf = open_shelf(write_content(tmp_path / "one", bank))
    assert [fault.path for fault in shelf.faults_of(TINY)] == [BANK]

    nothing = open_shelf(tmp_path / "nowhere")
    assert nothing.courses == ()
    assert [fault.path for fault in nothing.faults_of(TINY)] == ["courses"]


def test_one_course_can_be_taken_out_of_a_library(tmp_path: Path) -> None:
    library = a_library(tmp_path)

    assert library.only(TINY) == library
    with pytest.raises(NotFound):
        library.only(NOWHERE)


def test_a_shelf_is_read_again_only_when_a_file_is_another(tmp_path: Path) -> None:
    root = write_content(tmp_path / "one")
    first = open_shelf(root)
    assert open_shelf(root) is first

    cover = root / "courses" / "tiny" / "course.md"
    cover.write_text(cover.read_text("utf-8").replace("Answering", "Taking"), encoding="utf-8")

    again = open_shelf(root)
    assert again is not first
    assert again.library.courses != first.library.courses
