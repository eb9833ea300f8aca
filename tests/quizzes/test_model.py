"""What a question and a quiz say of themselves."""

from tests.quizzes.banks import BANK, a_question


def test_boxes_are_shown_only_where_more_than_one_choice_is_right() -> None:
    assert a_question("one", "-x-").right == {1}
    assert not a_question("one", "-x-").multiple
    assert a_question("two", "xx-").multiple


def test_a_paper_has_as_many_questions_as_all_topics_together() -> None:
    assert BANK.drawn == 3
