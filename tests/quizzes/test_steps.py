"""Steps to put in order are read as their author meant them, or refused by line and reason."""

from pathlib import Path

import pytest

from lms.kernel.canonical import digest
from lms.quizzes.model import Choice, Form, Kind
from tests.quizzes.test_reader import FRONT, faults_in, read

STEPS = """\
## In which *order*? {#call-03}

rules: 42 CFR 2.13(a)   lesson: calls#saying-yes   roles: all   difficulty: 1   kind: ordering

1. Greet
2. Ask who
   calls
3. Say neither *yes* nor no

> First one listens (42 CFR 2.13).
"""


def test_a_numbered_list_is_read_as_steps_in_their_right_order(tmp_path: Path) -> None:
    (question,) = read(tmp_path, FRONT + STEPS).questions

    assert (question.form, question.kind, question.right) == (
        Form.ORDERING,
        Kind.SCENARIO,
        (1, 2, 3),
    )
    assert question.choices[1:] == (
        Choice("Ask who calls", "Ask who calls", right=True, reason="", reason_html=""),
        Choice(
            "Say neither *yes* nor no",
            "Say neither <em>yes</em> nor no",
            right=True,
            reason="",
            reason_html="",
        ),
    )
    assert question.explanation == "First one listens (42 CFR 2.13)."


@pytest.mark.parametrize("kind", ["scenario", "knowledge"])
def test_steps_may_ask_for_a_situation_or_for_what_one_knows(tmp_path: Path, kind: str) -> None:
    (question,) = read(tmp_path, FRONT + STEPS.replace("ordering", kind)).questions

    assert (question.form, question.kind) == (Form.ORDERING, Kind(kind))


def test_the_digest_of_steps_is_of_what_is_shown_and_of_no_choices(tmp_path: Path) -> None:
    (question,) = read(tmp_path, FRONT + STEPS).questions

    words = ["Greet", "Ask who calls", "Say neither *yes* nor no"]
    assert question.sha256 == digest(("In which *order*?", words, "ordered"))


MANY = "".join(f"{at}. Step {at}\n" for at in range(4, 8))


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("1. Greet\n", "", 7, "To put in order there are 3 to 6 steps, not 2."),
        ("nor no\n", "nor no\n" + MANY, 7, "To put in order there are 3 to 6 steps, not 7."),
        ("1. Greet", "1. ask WHO calls", 7, "Two steps say the same."),
        ("1. Greet", "1. [x] Greet", 11, "A step is one sentence behind its number"),
        ("1. Greet", "1.", 11, "A step is one sentence behind its number"),
        ("1. Greet", "1. Greet\n   > Why?", 11, "A step is one sentence behind its number"),
        ("1. Greet", "1. - Greet", 11, "A step is one sentence behind its number"),
        ("> First one listens (42 CFR 2.13).\n", "", 7, "Explain the right answer in a quotation"),
        ("> First one listens (42 CFR 2.13).", ">", 16, "The explanation says nothing."),
        ("1. Greet", "- [ ] Greet\n\n1. Greet", 7, "Under a question come a line of facts"),
    ],
)
def test_steps_that_cannot_be_put_in_order_are_refused_on_their_line(
    tmp_path: Path, old: str, new: str, line: int, told: str
) -> None:
    assert old in STEPS

    faults = faults_in(tmp_path, FRONT + STEPS.replace(old, new))

    assert (line, told) in {(fault.line, fault.reason[: len(told)]) for fault in faults}


def test_a_task_list_is_no_ordering(tmp_path: Path) -> None:
    start, end = STEPS.index("1. Greet"), STEPS.index("> First")
    ticked = STEPS[:start] + "- [x] A\n- [ ] B\n  > C.\n\n" + STEPS[end:]

    (fault,) = faults_in(tmp_path, FRONT + ticked)

    told = "“kind: ordering” needs steps as a list with 1., in their right order."
    assert (fault.line, fault.reason) == (9, told)
