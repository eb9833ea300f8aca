"""A drill is read from Markdown; dead ends, lost steps and uncited reasons are named by line."""

from pathlib import Path

import pytest

from lms.drills.reader import read_drill
from lms.kernel.markdown import Faulty
from tests.drills.stories import FILE, a_drill, line_of, write_drill


def faults(root: Path, text: str, name: str = "the-bell") -> list[tuple[int, str]]:
    """Return line and reason of everything wrong in a drill."""
    path = write_drill(root, text, name)
    with pytest.raises(Faulty) as refused:
        read_drill(root, path)
    return [(one.line, one.reason) for one in refused.value.faults]


def test_a_drill_says_its_steps_choices_and_grounds(tmp_path: Path) -> None:
    drill = a_drill(tmp_path)
    assert (drill.slug, drill.minutes, drill.roles) == ("the-bell", 2, ("all",))
    assert drill.html == "<p>It is late, and a bell rings.</p>"
    door = drill.steps[0]
    assert (door.id, door.html) == ("door", "<p>Somebody <em>knocks</em>.</p>")
    assert door.decides == {"who": "police", "letter": "none"}
    assert [(one.act, one.text, one.to, one.right) for one in door.choices] == [
        ("disclose", "Open", "opened", False),
        ("pass on", "Call the officer", "asked", True),
    ]
    assert drill.step("asked").choices[0].act == ""
    assert drill.step("asked").cites == ("42 CFR 2.11", "42 CFR 2.12(a)(1)")
    assert drill.step("well").ends == "well"


@pytest.mark.parametrize(
    ("old", "new", "at", "told"),
    [
        ("→ asked", "→ nowhere", "## Who is there", "“nowhere”, which is no step"),
        ("→ asked", "→ opened", "## The officer asks", "No choice leads here"),
        ("→ well", "→ door", "## Who is there", "never reach an end"),
        ("ends: well   ", "", "## All is quiet", "This is a dead end"),
        ("letter=none", "letter=none ends: well", "## Who is there", "ends the drill has no"),
        ("{#asked}", "{#door}", "## The officer asks", "stands there more than once"),
        ("{#asked}", "", "## The officer asks", "Begin a step with ##"),
        (
            "(42 CFR 2.11).\n\n## The officer",
            ".\n\n## The officer",
            "- [ ] disclose",
            "cite where",
        ),
        ("disclose: Open → opened", "Open the door", "- [ ] disclose", "Write a choice like"),
        ("Somebody *knocks*.", "> Somebody", "Somebody *knocks*.", "plain paragraphs"),
        ("cites: 42 CFR 2.11;", "cite: 42 CFR 2.11;", "## The officer asks", "“cite” is not"),
        ("facts: QSO-07", "facts: QSO", "## Who is there", "no number of a fact"),
        ("who=police letter", "who: police", "## Who is there", "“who” is not known"),
        ("minutes = 2", "minutes = 99", "minutes = 2", "“minutes” must be"),
    ],
)
def test_a_fault_is_named_by_its_line(
    tmp_path: Path, old: str, new: str, at: str, told: str
) -> None:
    assert old in FILE
    found = faults(tmp_path, FILE.replace(old, new, 1))
    assert line_of(at) in [line for line, reason in found if told in reason], found


def test_a_drill_without_steps_is_refused(tmp_path: Path) -> None:
    told = [reason for _, reason in faults(tmp_path, FILE[: FILE.index("## ")])]
    assert told == ["A drill has steps: ## What do you do? {#first}."]


@pytest.mark.parametrize("name", ["runs", "The Bell"])
def test_a_name_that_fits_no_address_is_refused(tmp_path: Path, name: str) -> None:
    assert faults(tmp_path, FILE, name) == [(1, "Name the file like subpoena-at-the-counter.md.")]
