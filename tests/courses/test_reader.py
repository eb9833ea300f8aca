"""A course is read as its author meant it, or refused by file, line and reason."""

from datetime import date
from pathlib import Path

import pytest

from lms.courses.model import Block, Change, Course, LegalStatus
from lms.courses.reader import read_course
from lms.kernel.canonical import digest
from lms.kernel.markdown import Fault, Faulty
from tests.courses.tiny import (
    COVER,
    FILES,
    FIRST,
    PICTURE,
    SECOND,
    a_png,
    changed,
    line_of,
    write_content,
)

GOLDEN = "8e9248a011c5710b32517004740e358ea4fb9aa91526f817f736f6bd08480466"
Changes = dict[str, str | bytes | None]


def read(root: Path, changes: Changes | None = None) -> Course:
    return read_course(write_content(root, changes), root / "courses" / "tiny")


def faults_in(root: Path, changes: Changes) -> tuple[Fault, ...]:
    with pytest.raises(Faulty) as caught:
        read(root, changes)
    return caught.value.faults


def test_a_course_is_read_with_its_front_matter_and_its_defaults(tmp_path: Path) -> None:
    course = read(tmp_path)

    assert (course.slug, course.title, course.version) == ("tiny", "Answering callers", 1)
    assert (course.effective_on, course.change) == (date(2024, 1, 1), Change.MATERIAL)
    assert (course.rules, course.teaches) == (("2024-final-rule",), "42 CFR 2.13")
    assert (course.minutes, course.quiz, course.certificate) == (7, "tiny", "completion")
    assert (course.refresh_days, course.audience_roles, course.test_out) == (60, (), False)
    assert (course.reviewed_by, course.reviewed_on) == ("", None)
    assert course.legal_status is LegalStatus.DRAFT
    assert course.html == "<p>Whoever calls, say neither yes nor no.</p>\n"


def test_lessons_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    first, second = read(tmp_path).lessons

    assert (first.slug, first.title, first.minutes) == (
        "answering",
        "Answering the telephone",
        2,
    )
    assert (first.cites, first.counsel, first.facts) == (("42 CFR 2.13",), (), ())
    assert second.slug == "noting"
    assert second.html == (
        '<h2 id="notes">What to note</h2>\n<p>Note when it was, and who asked.</p>\n'
    )
    assert second.source == FILES[SECOND].split("+++\n")[2]


def test_a_link_to_another_lesson_leads_to_its_page(tmp_path: Path) -> None:
    changes = changed(
        SECOND,
        "who asked",
        "[who](#notes) [asked](01-answering.md) [us](https://a.example) [him](mailto:a@b.example)",
    )
    first, second = read(tmp_path, changes).lessons

    assert '<a href="noting#notes" rel="noopener noreferrer">note it</a>' in first.html
    for address in ("#notes", "answering", "https://a.example", "mailto:a@b.example"):
        assert f'<a href="{address}" ' in second.html


def test_a_lesson_names_the_facts_that_it_rests_on(tmp_path: Path) -> None:
    named = changed(FIRST, "minutes = 2", 'minutes = 2\nfacts = ["CON-03", "REDI-12b"]')

    first, second = read(tmp_path, named).lessons

    assert (first.facts, second.facts) == (("CON-03", "REDI-12b"), ())


def test_a_lesson_is_parted_at_its_sections_so_that_a_change_can_be_named(
    tmp_path: Path,
) -> None:
    case = "::: case\nSomebody asks whether a patient is there.\n:::"

    before = read(tmp_path / "before").lessons[0].blocks
    after = read(tmp_path / "after", changed(FIRST, "yes nor no (", "no nor yes (")).lessons[0]

    assert before[0] == Block("", "Answering the telephone", digest(case.encode()))
    assert [(one.anchor, one.title) for one in before[1:]] == [("callers", "What to say")]
    assert after.blocks[0] == before[0]
    assert after.blocks[1].sha256 != before[1].sha256


@pytest.mark.parametrize(
    "changes",
    [
        changed(COVER, "Whoever calls", "Whoever writes"),
        changed(COVER, "minutes = 7", "minutes = 8"),
        changed(FIRST, "(42 CFR 2.13(c))", "(42 CFR 2.13)"),
        changed(FIRST, "cites = [", 'counsel = ["Ask."]\ncites = ['),
        {PICTURE: a_png(3, 3)},
        {SECOND: None, "courses/tiny/02-writing.md": FILES[SECOND]}
        | changed(FIRST, "02-noting.md", "02-writing.md"),
    ],
)
def test_the_digest_changes_with_everything_the_course_says(
    tmp_path: Path, changes: Changes
) -> None:
    before = read(tmp_path / "before")

    assert read(tmp_path / "same").text_sha256 == before.text_sha256
    assert read(tmp_path / "after", changes).text_sha256 != before.text_sha256


def test_the_digest_is_of_what_was_written_so_that_a_new_look_is_no_new_version(
    tmp_path: Path,
) -> None:
    # If this fails, every version published before would be refused as changed: do not adjust it.
    assert read(tmp_path).text_sha256 == GOLDEN


def test_a_reviewed_course_says_who_reviewed_it_and_when(tmp_path: Path) -> None:
    signed = 'legal_status = "reviewed"\nreviewed_by = "R. Vance"\nreviewed_on = 2026-01-05\n'

    course = read(tmp_path, changed(COVER, "minutes = 7\n", f"minutes = 7\n{signed}"))

    assert (course.legal_status, course.reviewed_on) == (LegalStatus.REVIEWED, date(2026, 1, 5))


COVERS = [
    ("version = 1", "version = 0", "“version” must be a whole number from 1."),
    ("version = 1", 'version = "1"', "“version” must be a whole number from 1."),
    ("2024-01-01", '"2024-01-01"', "“effective_on” must be a day, such as 2026-02-16 without"),
    ('"material"', '"huge"', "“change” must be one of material, minor, editorial."),
    ('["2024-final-rule"]', '[""]', "“rules” must be a list of tags"),
    ('"42 CFR 2.13"', '"' + "x" * 91 + '"', "“teaches” must fit in 90 characters."),
    ("minutes = 7", "minutes = 0", "“minutes” must be a whole number of minutes."),
    ("minutes = 7", "minutes = 7\nmood = 1", "“mood” is not known. Known are: title, version,"),
    ("minutes = 7", 'minutes = 7\nlegal_status = "read"', "“legal_status” must be one of draft"),
    ("minutes = 7", 'minutes = 7\nlegal_status = "reviewed"', "“reviewed” needs reviewed_by and"),
    ("minutes = 7", 'minutes = 7\nreviewed_on = "soon"', "“reviewed_on” must be the day of the"),
    ("minutes = 7", 'minutes = 7\ntest_out = "yes"', "“test_out” must be true or false."),
]


@pytest.mark.parametrize(("old", "new", "reason"), COVERS)
def test_a_front_matter_that_cannot_be_is_refused_on_its_line(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    (fault,) = faults_in(tmp_path, changed(COVER, old, new))

    assert (fault.path, fault.line) == (COVER, line_of(COVER, old) + new.count("\n"))
    assert fault.reason.startswith(reason)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    (fault,) = faults_in(tmp_path, changed(COVER, 'quiz = "tiny"\n', ""))

    assert fault.reason.startswith("The front matter lacks “quiz”: the name of a file in quizzes/")


LESSONS = [
    ("## What", "# What", "Use ## for a section and ### inside one; the page has its own first"),
    ("## What", "### What", "Use ## before ###, so that nobody misses a step."),
    ("## What to say {#callers}", "## What to say", "Give the section a stable name: ## Title"),
    (
        "Say neither",
        "## Again {#callers}\n\nSay neither",
        "“#callers” stands in this lesson already.",
    ),
    ("Say neither", "## Main {#main}\n\nSay neither", "“#main” is taken by the page."),
    ("Say neither", "## Sign {#i-ok}\n\nSay neither", "“#i-ok” is taken by the page."),
    (
        "02-noting.md#notes",
        "02-noting.md#gone",
        "The lesson “02-noting.md” has no section “#gone”.",
    ),
    ("02-noting.md#notes", "#gone", "The lesson “answering” has no section “#gone”."),
    ("02-noting.md#notes", "09-gone.md", "There is no lesson “09-gone.md” to link to."),
    ("02-noting.md#notes", "noting", "There is no lesson “noting” to link to."),
    ("02-noting.md#notes", "#", "There is no lesson “#” to link to."),
    (
        "02-noting.md#notes",
        "http://a.example",
        "There is no lesson “http://a.example” to link to.",
    ),
    ("02-noting.md#notes", "//a.example", "There is no lesson “//a.example” to link to."),
    ("02-noting.md#notes", "https:///a", "There is no lesson “https:///a” to link to."),
    ("02-noting.md#notes", "../secret.md", "There is no lesson “../secret.md” to link to."),
    ("desk.png", "gone.png", "There is no picture “gone.png” in the course's folder."),
    ("desk.png", "../tiny/desk.png", "There is no picture “../tiny/desk.png” in the course's"),
    ("desk.png", "https://a.example/a.png", "There is no picture “https://a.example/a.png” in"),
    ("A desk with a telephone", "", "The picture has no words for those who cannot see it"),
    ("minutes = 2", "minutes = 0", "“minutes” must be a whole number of minutes."),
    ("minutes = 2", "minutes = 2\nhours = 1", "“hours” is not known. Known are: title, minutes,"),
    ("minutes = 2", 'minutes = 2\nfacts = ["CON-3"]', "“CON-3” is no number of a fact. Write it"),
    ("minutes = 2", 'minutes = 2\nfacts = "CON-03"', "“facts” must be a list of numbers of facts"),
    ("::: case", "::: story", "“::: story” is not known."),
]


@pytest.mark.parametrize(("old", "new", "reason"), LESSONS)
def test_a_lesson_that_cannot_be_is_refused_on_its_line(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    fault, *_ = faults_in(tmp_path, changed(FIRST, old, new))

    first_of_two = "minutes" not in old and "\n" in new
    line = line_of(FIRST, old) + (0 if first_of_two else new.count("\n"))
    assert (fault.path, fault.line) == (FIRST, line)
    assert fault.reason.startswith(reason)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("notes.md", "Name the file like 01-what-it-is.md."),
        ("3-third.md", "Name the file like 01-what-it-is.md."),
        ("03-Third.md", "Name the file like 01-what-it-is.md."),
        ("03-assets.md", "Name the file like 01-what-it-is.md."),
        ("03-refresher.md", "Name the file like 01-what-it-is.md."),
        ("03-noting.md", "There is a lesson “noting” already."),
        ("02-third.md", "There is a lesson 02 already. Give each its own number."),
    ],
)
def test_a_file_of_another_name_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (fault,) = faults_in(tmp_path, {f"courses/tiny/{name}": FILES[SECOND]})

    assert fault == Fault(f"courses/tiny/{name}", 1, reason)


def test_a_course_without_lessons_is_refused(tmp_path: Path) -> None:
    (fault,) = faults_in(tmp_path, {FIRST: None, SECOND: None})

    assert fault == Fault(COVER, 1, "The course has no lesson. Add 01-….md beside it.")


def test_a_folder_whose_name_makes_no_address_is_refused(tmp_path: Path) -> None:
    root = write_content(tmp_path)
    folder = (root / "courses" / "tiny").rename(root / "courses" / "Tiny Course")

    with pytest.raises(Faulty, match="Name the folder in small letters and hyphens"):
        read_course(root, folder)


def test_the_words_of_the_course_itself_are_checked_too(tmp_path: Path) -> None:
    changes = changed(COVER, "Whoever calls", "# Title\n\n[Whoever](gone) calls")

    faults = faults_in(tmp_path, changes)

    line = line_of(COVER, "Whoever calls")
    assert [(fault.path, fault.line) for fault in faults] == [(COVER, line), (COVER, line + 2)]


def test_a_lesson_that_cannot_be_opened_is_not_called_missing_as_well(tmp_path: Path) -> None:
    (fault,) = faults_in(tmp_path, {SECOND: b"\xff"})

    assert fault == Fault(SECOND, 1, "This line is not UTF-8. Save the file as UTF-8.")


def test_everything_wrong_in_a_course_is_named_at_once_in_order(tmp_path: Path) -> None:
    faults = faults_in(
        tmp_path,
        changed(COVER, "version = 1", "version = 0")
        | changed(FIRST, "02-noting.md", "09-gone.md")
        | changed(SECOND, "minutes = 2", "minutes = 0"),
    )

    assert [fault.path for fault in faults] == [FIRST, SECOND, COVER]


def test_a_course_whose_file_is_missing_is_refused(tmp_path: Path) -> None:
    (fault,) = faults_in(tmp_path, {COVER: None})

    assert fault.path == COVER
    assert fault.reason.startswith("The file cannot be read: ")
