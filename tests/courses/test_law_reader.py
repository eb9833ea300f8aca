"""The law is read from one file, and everything wrong in it is named at once."""

from datetime import date
from pathlib import Path

import pytest

from lms.courses.law import Footing, Law, Nature
from lms.courses.law_reader import read_law
from lms.kernel.ids import FactId
from lms.kernel.markdown import Fault, Faulty
from lms.library import faults_of
from tests.checking.roots import LAW, RULES
from tests.courses.tiny import write_content

DAY = '[figures.start]\ntitle = "Start"\nnature = "day"\nvalue = 2024-04-16\nas_of = 2026-06-11\n'


def law_of(tmp_path: Path, text: str) -> Law | None:
    (tmp_path / "courses").mkdir()
    (tmp_path / LAW).write_text(text, encoding="utf-8")
    return read_law(tmp_path)


def test_a_root_without_the_file_has_no_law(tmp_path: Path) -> None:
    assert read_law(tmp_path) is None


def test_facts_and_figures_are_read_with_their_status_and_their_day(tmp_path: Path) -> None:
    law = law_of(tmp_path, f'{RULES}\n{DAY}source = "A notice"\ncites = ["89 FR 12472"]\n')

    assert law is not None
    assert law.facts[FactId("CON-02")].footing is Footing.READING
    assert law.figures["cap"].as_of == date(2026, 1, 28)
    assert law.figures["start"].nature is Nature.DAY
    assert law.values["start"] == "April 16, 2024"
    assert law.values["cap:as-of"] == "January 28, 2026"
    assert [one.name for one in law.shown(frozenset({"start:as-of"}))] == ["start"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[", 1, "The file is no TOML: "),
        (
            "[strange]\n",
            1,
            "“strange” is not known. Known are: coverage, wording, figures, facts.",
        ),
        ("\ncoverage = 1\n", 2, "“coverage” must be a table: [coverage]."),
        ('[coverage]\nsections = ["2.31"]\n', 1, "“2.31” is no section. Write it like 42 CFR"),
        ("[coverage]\n", 1, "“sections” is missing: a list of sections, such as"),
        ("[wording]\nhighest_grade = -1\n", 1, "“highest_grade” must be a school grade"),
        ("\n[facts.CON-01]\nstatus = 'sure'\nsays = 'x'\n", 2, "“status” must be one of confirm"),
        ("[facts.one]\nstatus = 'partial'\nsays = 'x'\n", 1, "“one” is no number of a fact."),
        ("[facts]\nCON-01 = 1\n", 1, "“CON-01” must be a table: [facts.CON-01]."),
        (
            "[facts.CON-01]\nstatus = 'second-hand'\nsays = 'x'\n",
            1,
            "What is known at second hand needs its source and the day of it: read_on.",
        ),
        (
            "[facts.CON-01]\nstatus = 'partial'\nsays = 'x'\ncites = ['§ 2.31']\n",
            1,
            "“§ 2.31” is no citation.",
        ),
        (f"{DAY}", 1, "“source” is missing: where it stands."),
        (f"{DAY.replace('day', 'amount')}source = 'x'\n", 1, "“value” must be a day without"),
        (f"{DAY.replace('day', 'number')}source = 'x'\n", 1, "“nature” must be one of amount"),
        (f"{DAY.replace('start', 'Start')}source = 'x'\n", 1, "“Start” must be small letters"),
    ],
)
def test_what_is_wrong_is_refused_on_its_line(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    with pytest.raises(Faulty) as caught:
        law_of(tmp_path, text)

    fault = caught.value.faults[0]
    assert (fault.path, fault.line) == (LAW, line)
    assert fault.reason.startswith(reason)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "courses").mkdir()
    (tmp_path / LAW).write_bytes(b"\xff\xfe")

    with pytest.raises(Faulty, match="The file is not UTF-8"):
        read_law(tmp_path)


def test_a_root_whose_law_cannot_be_read_is_told_that_and_no_more(tmp_path: Path) -> None:
    root = write_content(tmp_path, {LAW: "[strange]\n"})

    told = "“strange” is not known. Known are: coverage, wording, figures, facts."
    assert faults_of(root) == (Fault(LAW, 1, told),)
