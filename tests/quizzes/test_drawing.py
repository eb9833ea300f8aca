"""Every paper is drawn fairly: each topic, question and order gets its turn."""

from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.drawing import draw_paper
from lms.quizzes.model import Quiz
from tests.quizzes.banks import BANK, SEED, a_bank, an_ordering, banks


@given(banks(), st.uuids())
def test_each_topic_gives_as_many_questions_as_the_quiz_says(quiz: Quiz, seed: UUID) -> None:
    questions = {one.id: one for one in quiz.questions}

    paper = draw_paper(quiz, seed)

    topics = Counter(questions[item.question].lesson for item in paper)
    assert len(paper) == quiz.drawn
    assert "" in dict(quiz.draw) or topics == dict(quiz.draw)


@given(banks(), st.uuids())
def test_no_question_is_asked_twice_and_every_choice_is_offered(quiz: Quiz, seed: UUID) -> None:
    questions = {one.id: one for one in quiz.questions}

    paper = draw_paper(quiz, seed)

    assert len({item.question for item in paper}) == len(paper)
    for item in paper:
        assert sorted(item.order) == list(range(len(questions[item.question].choices)))
        assert item.sha256 == questions[item.question].sha256


@given(banks(), st.uuids())
def test_a_quiz_that_is_not_shuffled_keeps_the_order_of_its_author(quiz: Quiz, seed: UUID) -> None:
    paper = draw_paper(a_bank(**{**vars(quiz), "shuffle": False}), seed)

    places = [[one.id for one in quiz.questions].index(item.question) for item in paper]
    steps = {one.id for one in quiz.questions if one.ordered}
    assert places == sorted(places)
    for item in paper:
        assert (list(item.order) == sorted(item.order)) == (item.question not in steps)


@given(banks(), st.uuids())
def test_steps_never_stand_in_their_right_order(quiz: Quiz, seed: UUID) -> None:
    steps = {one.id for one in quiz.questions if one.ordered}

    for item in draw_paper(quiz, seed):
        assert item.question not in steps or list(item.order) != sorted(item.order)


def test_steps_come_up_in_every_order_but_the_right_one() -> None:
    quiz = a_bank(draw=(("", 1),), questions=(an_ordering("one", 3),))
    orders = Counter(draw_paper(quiz, UUID(int=seed))[0].order for seed in range(600))

    assert len(orders) == 5


def test_every_question_and_every_order_comes_up() -> None:
    papers = [draw_paper(BANK, UUID(int=number)) for number in range(400)]

    asked = Counter(item.question for paper in papers for item in paper)
    orders = Counter(item.order for paper in papers for item in paper)
    firsts = Counter(paper[0].question.rpartition("-")[0] for paper in papers)
    assert set(asked) == {f"{one}-{at}" for one in ("answering", "noting") for at in range(3)}
    assert all(180 < asked[f"answering-{at}"] < 350 for at in range(3))
    assert len(orders) == 6
    assert min(orders.values()) > 120
    assert firsts["noting"] > 80


def test_a_topic_and_any_other_question_can_be_asked_together() -> None:
    paper = draw_paper(a_bank(draw=(("noting", 3), ("", 6))), SEED)

    assert {item.question for item in paper} == {one.id for one in BANK.questions}
