"""A situation of a bank may say what case it is, and what is right there."""

import pytest

from lms.quizzes.archive import from_json, to_json
from lms.quizzes.facts import facts_of, pairs_of
from tests.quizzes.banks import a_bank

LINE = "rules: 42 CFR 2.31   lesson: a#b   roles: all   difficulty: 1   kind: scenario   "


def test_a_case_is_read_as_answers_of_the_model() -> None:
    facts, problems = facts_of(f"{LINE}decides: holder=qso asks=payer   verdict: not")
    assert problems == ()
    assert facts["verdict"] == "not"
    assert pairs_of(facts["decides"]) == (("asks", "payer"), ("holder", "qso"))


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("decides: holder=qso", "“decides” and “verdict” go together"),
        ("verdict: not", "“decides” and “verdict” go together"),
        ("decides: a subpoena   verdict: not", "“decides” lists answers of the model"),
    ],
)
def test_a_case_that_says_too_little_is_refused(case: str, told: str) -> None:
    (problem,) = facts_of(LINE + case)[1]
    assert told in problem


def test_a_bank_published_before_there_were_cases_can_still_be_read() -> None:
    archived = to_json(a_bank())
    for question in archived["questions"]:
        del question["decides"], question["verdict"]
    assert from_json(archived) == a_bank()
