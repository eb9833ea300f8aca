"""Words of a decision say what they mean."""

import pytest

from lms.decisions.model import UNSURE, FactStatus
from tests.decisions.models import a_model, a_question, a_rule


def test_a_question_says_its_answers_in_words() -> None:
    question = a_question("who", "doctor")
    assert (question.says("doctor"), question.says(UNSURE)) == ("doctor", "I am not sure")


def test_what_holds_when_no_rule_fits_comes_last() -> None:
    model = a_model(a_rule("first"))
    assert [rule.id for rule in model.every_rule] == ["first", "otherwise"]


@pytest.mark.parametrize(
    ("status", "firm"),
    [("confirmed", True), ("second-hand", True), ("reading", False), ("partial", False)],
)
def test_an_answer_rests_on_what_was_read_or_reported_and_on_no_reading(
    status: str,
    firm: bool,  # noqa: FBT001 - a case of the table
) -> None:
    assert FactStatus(status).firm is firm
