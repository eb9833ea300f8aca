"""A content root is told, by file, line and reason, what it owes its readers and the law."""

from pathlib import Path

import pytest

from lms.checking.checks import desk_of
from lms.kernel.markdown import Fault
from tests.checking.roots import LAW, RULES, Files, asked, mended, sound, with_law
from tests.courses.tiny import BANK, COVER, FILES, FIRST, write_content

SHOWN = mended("Say neither", "At most {law:cap}, as of {law:cap:as-of}. Say neither")
CITES = 'cites = ["42 CFR 2.13"]'
MORE = 'cites = ["42 CFR 2.13", "42 CFR 2.4"]'
HARD = "Interrogating confidentiality necessitates organizational acknowledgment"


def told(tmp_path: Path, files: Files) -> tuple[Fault, ...]:
    return desk_of(write_content(tmp_path, files))[1]


def test_a_root_that_owes_nothing_has_no_faults(tmp_path: Path) -> None:
    assert told(tmp_path / "without", sound()) == ()
    assert told(tmp_path / "with", with_law()) == ()


def test_a_root_that_cannot_be_read_is_told_that_first(tmp_path: Path) -> None:
    desk, faults = desk_of(write_content(tmp_path, {COVER: "no front matter"}))

    assert desk is None
    assert faults == (Fault(COVER, 1, "The file must begin with a +++ line."),)


@pytest.mark.parametrize(
    ("files", "name", "line", "reason"),
    [
        (mended("(42 CFR 2.13(c))", "(42 CFR § 2.13)"), FIRST, 13, "“42 CFR § 2.13” is no"),
        (mended("(42 CFR 2.13(c))", "(42 CFR 2.31(c))"), FIRST, 13, "add “42 CFR 2.31” to"),
        (mended('["42 CFR 2.13"]', '["42 CFR 2.13", "2.31"]'), FIRST, 4, "“cites” lists “2.31”."),
        (asked("rules: 42 CFR 2.13(a)", "rules: 2.13"), BANK, 11, "“rules” names “2.13”."),
        (asked("ans-1 (42 CFR 2.13(a))", "ans-1 (42 CFR 2.13 a)"), BANK, 11, "2.13 a” is no"),
        (mended("minutes = 1", "minutes = 2"), FIRST, 3, "words take 0.1. Write 1."),
        (mended("minutes = 4", "minutes = 9", COVER), COVER, 8, "Write 4."),
    ],
)
def test_every_root_is_held_to_its_citations_and_minutes(
    tmp_path: Path, files: Files, name: str, line: int, reason: str
) -> None:
    found = told(tmp_path, sound(files))

    assert (found[0].path, found[0].line) == (name, line)
    assert reason in found[0].reason


@pytest.mark.parametrize(
    ("files", "name", "reason"),
    [
        (mended("cites = [", 'facts = ["CON-02"]\ncites = ['), FIRST, "CON-02 is a reading: list"),
        (mended("cites = [", 'facts = ["CON-03"]\ncites = ['), FIRST, "CON-03 is unconfirmed"),
        (mended("cites = [", 'facts = ["CON-09"]\ncites = ['), FIRST, "There is no fact CON-09"),
        (asked("kind: scenario", "kind: scenario facts: CON-02"), BANK, "CON-02 is a reading:"),
        (asked("kind: scenario", "kind: scenario facts: CON-03"), BANK, "CON-03 is unconfirmed"),
        (asked("kind: scenario", "kind: scenario facts: CON-09"), BANK, "There is no fact CON-09"),
        (mended("Say neither yes nor no", HARD), FIRST, "9 is the highest."),
        (mended("Say neither", "At most {law:cap}. Say neither"), FIRST, "Say as of when it"),
        (mended('"42 CFR 2.13"', '"42 CFR 2.4"', COVER), COVER, "teaches 42 CFR 2.4, which has"),
        (mended(CITES, MORE), FIRST, "cites 42 CFR 2.4, and no question is about it."),
    ],
)
def test_a_root_with_a_law_is_held_to_its_facts_words_and_figures(
    tmp_path: Path, files: Files, name: str, reason: str
) -> None:
    (fault,) = told(tmp_path, with_law(files))

    assert fault.path == name
    assert reason in fault.reason


def test_what_is_said_to_be_a_reading_may_be_taught(tmp_path: Path) -> None:
    front = 'facts = ["CON-01", "CON-02"]\ncounsel = ["Our reading."]\ncites = ['
    bank = asked("kind: scenario", "kind: scenario facts: CON-02")[BANK]
    hedged = str(bank).replace("The explanation of ans-1", "As we read it, ans-1 is so")

    assert told(tmp_path, with_law({**mended("cites = [", front), BANK: hedged})) == ()


OLDER = """
[facts.CON-08]
status = "partial"
cites = ["42 CFR 2.13(c)"]
says = "What an older wording said."
"""
FIRMER = """
[facts.CON-09]
status = "confirmed"
cites = ["42 CFR 2.13(c)"]
says = "What is in force."
"""


def test_what_cites_an_older_wording_says_so(tmp_path: Path) -> None:
    hedged = mended("Say neither", "As we read it, say neither")
    said: Files = {
        BANK: FILES[BANK].replace("> The explanation", "> As we read it, the explanation")
    }

    flat = told(tmp_path / "flat", with_law(law=RULES + OLDER))

    assert [fault.path for fault in flat].count(FIRST) == 1
    assert all("42 CFR 2.13, which was read in an older" in fault.reason for fault in flat)
    assert {fault.path for fault in flat} == {FIRST, BANK}
    assert told(tmp_path / "hedged", with_law({**hedged, **said}, RULES + OLDER)) == ()
    assert told(tmp_path / "firm", with_law(law=RULES + OLDER + FIRMER)) == ()


HEARD = """
[facts.CON-07]
status = "second-hand"
says = "So a firm wrote."
source = "Quillstone Law, a note"
read_on = 2026-02-26
"""


def test_what_is_second_hand_names_whose_word_it_is(tmp_path: Path) -> None:
    resting = mended("cites = [", 'facts = ["CON-07"]\ncites = [')
    bank = asked("kind: scenario", "kind: scenario facts: CON-07")
    named = {
        FIRST: str(resting[FIRST]).replace("Say neither", "Quillstone Law says: say neither"),
        BANK: str(bank[BANK]).replace("> The exp", "> As Quillstone Law writes, the exp", 1),
    }

    unnamed = told(tmp_path / "unnamed", with_law({**resting, **bank}, RULES + HEARD))

    assert [fault.path for fault in unnamed] == [FIRST, BANK]
    assert all("CON-07 is second-hand: say whose word it is" in one.reason for one in unnamed)
    assert told(tmp_path / "named", with_law({**named}, RULES + HEARD)) == ()


def test_a_figure_with_its_day_stands_in_the_lesson_and_with_the_course(tmp_path: Path) -> None:
    desk, faults = desk_of(write_content(tmp_path, with_law(SHOWN)))

    assert faults == ()
    assert desk is not None
    (course,) = desk.library.courses.values()
    assert "At most $5, as of January 28, 2026." in course.lessons[0].html
    assert [figure.name for figure in course.figures] == ["cap"]


def test_a_section_without_lesson_and_question_is_a_hole_in_the_law(tmp_path: Path) -> None:
    law = RULES.replace('["42 CFR 2.13"]', '["42 CFR 2.13", "42 CFR 2.4"]')

    assert told(tmp_path, with_law(law=law)) == (
        Fault(LAW, 2, "42 CFR 2.4 has no lesson and no question."),
    )


def test_a_section_that_a_lesson_cites_may_be_asked_anywhere(tmp_path: Path) -> None:
    cited = mended(CITES, MORE)
    bank = asked("rules: 42 CFR 2.13(a)", "rules: 42 CFR 2.13(a); 42 CFR 2.4(b)")

    (fault,) = told(tmp_path / "nowhere", with_law(cited))

    assert (fault.path, fault.line) == (FIRST, 4)
    assert told(tmp_path / "somewhere", with_law({**cited, **bank})) == ()
    assert told(tmp_path / "without-a-law", sound(cited)) == ()


def test_a_figure_changed_in_one_place_changes_the_course_that_shows_it(tmp_path: Path) -> None:
    digests = []
    for place, law in (("a", RULES), ("b", RULES), ("c", RULES.replace("$5", "$6"))):
        desk, _ = desk_of(write_content(tmp_path / place, with_law(SHOWN, law)))
        assert desk is not None
        (course,) = desk.library.courses.values()
        digests.append(course.text_sha256)

    assert digests[0] == digests[1] != digests[2]
