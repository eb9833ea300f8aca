"""A published bank comes back from its stored form exactly as it was."""

import json

from hypothesis import given

from lms.quizzes.archive import from_json, to_json
from lms.quizzes.model import Quiz
from tests.quizzes.banks import BANK, banks


@given(banks())
def test_a_bank_comes_back_as_it_was(quiz: Quiz) -> None:
    stored = json.dumps(to_json(quiz))

    assert from_json(json.loads(stored)) == quiz


def test_the_stored_form_names_what_an_auditor_asks_for() -> None:
    stored = to_json(BANK)

    assert stored["draw"] == [["answering", 2], ["noting", 1]]
    assert stored["questions"][0]["choices"][0]["right"] is True
    assert stored["questions"][0]["kind"] == "scenario"
