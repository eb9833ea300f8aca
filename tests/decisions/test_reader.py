"""A model is read from its file, and every fault is named by its line."""

from pathlib import Path

import pytest

from lms.decisions.model import FactStatus, Verdict
from lms.decisions.reader import read_model
from lms.kernel.ids import FactId
from lms.kernel.markdown import Faulty
from tests.decisions.models import FILE, line_of, write_model


def faults(root: Path, text: str) -> list[tuple[int, str]]:
    """Return line and reason of everything wrong in a file."""
    path = write_model(root, text)
    with pytest.raises(Faulty) as refused:
        read_model(root, path)
    return [(one.line, one.reason) for one in refused.value.faults]


def test_a_file_says_its_questions_rules_and_facts(tmp_path: Path) -> None:
    model = read_model(tmp_path, write_model(tmp_path))
    assert (model.slug, model.title) == ("decisions", "May they come in?")
    assert [(one.id, len(one.answers)) for one in model.questions] == [("who", 2), ("letter", 2)]
    assert model.question("who").answers[0].hint == "In a white coat"
    doctor = model.rules[1]
    assert doctor.verdict is Verdict.PERMITTED
    assert doctor.when == {"who": {"doctor"}, "letter": {"signed"}}
    assert model.otherwise.verdict is Verdict.ASK
    assert model.facts[FactId("CON-03")].status is FactStatus.SECOND_HAND
    assert model.verdicts[Verdict.ONLY_IF] == "Only if"


@pytest.mark.parametrize(
    ("old", "new", "at", "told"),
    [
        ('lede = "Two', 'led = "Two', "lede", "“led” is not known here."),
        ('ask = "Ask"', "", "[verdicts]", "“ask” is missing here"),
        ('id = "police"', 'id = "doctor"', 'id = "police"', "names more than one answer"),
        ('id = "police"', 'id = "unsure"', '[[question]]\nid = "who"', "may be answered to every"),
        ('verdict = "not"', 'verdict = "maybe"', 'verdict = "not"', "must be one of permitted"),
        ('letter = "none" }', 'door = "open" }', "when = { letter", "no question “door”"),
        ('letter = "none" }', 'letter = "torn" }', "when = { letter", "“torn” is no answer"),
        ('"CON-01"]\nreads', '"CON-1"]\nreads', 'facts = ["CON-01"]', "“CON-1” is no number"),
        ('"CON-01"]\nreads', '"CON-02"]\nreads', 'facts = ["CON-01"]', "CON-02 is reading"),
        ('CON-02 = "reading"', 'CON-02 = "sure"', "CON-02 =", "“status” must be"),
        ('CON-02 = "reading"', "CON-02 = 2", "CON-02 =", "Write a fact like"),
        (', source = "A firm, 3 May 2026"', "", "CON-03 =", "CON-03 is second-hand"),
        ('when = { letter = "none" }', "when = {}", 'id = "doctor"\nwhen', "never decides"),
        ('cites = ["42 CFR 2.31(a)"]', "cites = []", 'cites = ["42 CFR 2.31(a)"]', "cites where"),
    ],
)
def test_a_fault_is_named_by_its_line(
    tmp_path: Path, old: str, new: str, at: str, told: str
) -> None:
    assert old in FILE
    found = faults(tmp_path, FILE.replace(old, new, 1))
    assert line_of(at) in [line for line, reason in found if told in reason], found


def test_a_question_needs_two_answers(tmp_path: Path) -> None:
    police = '[[question.answer]]\nid = "police"\nsays = "Police"\n'
    assert (line_of('[[question]]\nid = "who"'), "A question has at least two answers.") in faults(
        tmp_path, FILE.replace(police, "")
    )


def test_a_file_without_rules_or_questions_is_refused(tmp_path: Path) -> None:
    head = FILE[: FILE.index("[[question]]")]
    told = [reason for _, reason in faults(tmp_path, head)]
    assert told == ["The file has no tables [[question]].", "The file has no tables [[rule]]."]
