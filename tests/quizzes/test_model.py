"""What a question and a quiz say of themselves."""

from lms.quizzes.model import Form
from tests.quizzes.banks import BANK, a_question, an_ordering


def test_boxes_are_shown_only_where_more_than_one_choice_is_right() -> None:
    assert a_question("one", "-x-").right == frozenset({1})
    assert a_question("one", "-x-").form is Form.ONE
    assert a_question("two", "xx-").form is Form.SEVERAL


def test_steps_are_right_in_the_order_in_which_they_were_written() -> None:
    steps = an_ordering("three", 3)

    assert (steps.form, steps.right) == (Form.ORDERING, (1, 2, 3))


def test_a_paper_has_as_many_questions_as_all_topics_together() -> None:
    assert BANK.drawn == 3
