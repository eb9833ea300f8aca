"""A published bank comes back from its stored form exactly as it was."""

import json
from dataclasses import replace

from hypothesis import given

from lms.kernel.ids import FactId
from lms.quizzes.archive import from_json, to_json
from lms.quizzes.model import Quiz
from tests.quizzes.banks import BANK, an_ordering, banks


@given(banks())
def test_a_bank_comes_back_as_it_was(quiz: Quiz) -> None:
    stored = json.dumps(to_json(quiz))

    assert from_json(json.loads(stored)) == quiz


def test_the_stored_form_names_what_an_auditor_asks_for() -> None:
    stored = to_json(BANK)

    assert stored["draw"] == [["answering", 2], ["noting", 1]]
    assert stored["questions"][0]["choices"][0]["right"] is True
    assert stored["questions"][0]["kind"] == "scenario"


def test_the_facts_of_a_question_are_kept_and_banks_from_before_there_were_any_are_read() -> None:
    named = replace(BANK.questions[0], facts=(FactId("CON-03"),))
    stored = to_json(replace(BANK, questions=(named, *BANK.questions[1:])))
    for question in stored["questions"][1:]:
        del question["facts"]

    assert from_json(stored).questions == (named, *BANK.questions[1:])


def test_steps_are_kept_and_a_bank_from_before_there_were_any_asks_for_choices() -> None:
    steps = an_ordering("steps")
    stored = to_json(replace(BANK, questions=(steps, *BANK.questions)))
    for question in stored["questions"][1:]:
        del question["ordered"]

    assert from_json(stored).questions == (steps, *BANK.questions)
