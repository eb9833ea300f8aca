"""Steps are put in order without dragging or scripts, and the result shows both orders and why."""

import re
from dataclasses import replace
from typing import Final

import pytest

from lms.kernel.canonical import digest
from lms.quizzes.model import Choice
from tests.pages.classroom import (
    COURSE,
    QUIZ,
    SECRETS,
    Classroom,
    a_classroom,
    answers,
    text_of,
)
from tests.pages.test_courses import publish_again

classroom = a_classroom
WORDS: Final = ("Greet", "Ask", "Refuse", "Note")
STEPS: Final = replace(
    QUIZ.questions[0],
    id="ord-1",
    html="In which <strong>order</strong>?",
    choices=tuple(
        Choice(one, f"<b>{one}</b>", right=True, reason="", reason_html="") for one in WORDS
    ),
    explanation="The explanation of ord-1.",
    explanation_html="The explanation of ord-1.",
    ordered=True,
    sha256=digest("ord-1"),
)
FOUR: Final = replace(
    QUIZ, draw=(("", 4),), questions=(*QUIZ.questions, STEPS), text_sha256=digest("four")
)


@pytest.fixture
def paper(classroom: Classroom) -> str:
    """The address of a paper that asks three questions, and to put four steps in order."""
    publish_again(classroom, FOUR)
    return classroom.begin()


def shown(page: str) -> list[str]:
    """The steps in the order of the paper."""
    return re.findall(r'<label for="q-ord-1-\d"><b>(\w+)</b></label>', page)


def ranks(page: str, order: tuple[str, ...] = WORDS) -> list[str]:
    """What to choose beside each step, so that they stand in this order."""
    return [str(order.index(step) + 1) for step in shown(page)]


def chosen(page: str) -> list[str]:
    """What is chosen beside each step."""
    lists = re.findall(r'<select id="q-ord-1-\d"[^>]*>(.*?)</select>', page)
    return ["".join(re.findall(r'value="(\d)" selected', one)) for one in lists]


def test_each_step_has_a_list_of_places_named_by_the_step_and_nothing_chosen(
    classroom: Classroom, paper: str
) -> None:
    page = classroom.open(paper).text

    assert sorted(shown(page)) == sorted(WORDS)
    assert shown(page) != list(WORDS)
    assert len(re.findall(r'<select id="q-ord-1-\d" name="rank-ord-1">', page)) == 4
    assert chosen(page) == [""] * 4
    for place in range(1, 5):
        assert page.count(f'<option value="{place}">{place}</option>') == 4
    assert "Give each step its place. 1 comes first." in page
    assert not any(secret in page for secret in SECRETS)


def test_the_right_order_counts_and_another_is_told_with_the_right_one_and_why(
    classroom: Classroom, paper: str
) -> None:
    page = classroom.open(paper).text
    swapped = ("Ask", "Greet", "Refuse", "Note")
    sent = classroom.send(paper, {**answers(page), "rank-ord-1": ranks(page, swapped)})

    told = text_of(classroom.open(paper).text)

    assert sent.status_code == 303
    assert "You passed, with 3 of 4." in told
    assert (
        "In which order ? Your order: Ask Greet Refuse Note The right order: Greet Ask Refuse "
        "Note The explanation of ord-1."
    ) in told
    assert "<ol><li><b>Ask</b></li><li><b>Greet</b></li>" in classroom.open(paper).text


def test_the_right_order_is_told_once(classroom: Classroom, paper: str) -> None:
    page = classroom.open(paper).text
    classroom.send(paper, {**answers(page), "rank-ord-1": ranks(page)})

    told = text_of(classroom.open(paper).text)

    assert "You passed, with 4 of 4." in told
    assert "Your order: Greet Ask Refuse Note The explanation of ord-1." in told
    assert "The right order" not in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["", "", "", ""], "Put the steps of question {} in order."),
        ([], "Put the steps of question {} in order."),
        (["1", "", "2", ""], "Question {}: 2 steps have no place yet. Give every step its place."),
        (["1", "3", "2", ""], "Question {}: 1 step has no place yet. Give every step its place."),
        (["1", "2", "2", ""], "Question {}: Place 2 is used more than once. Use each place once."),
        (["3", "4", "4", "3"], "Question {}: Places 3 and 4 are used more than once. Use each"),
    ],
)
def test_places_that_are_missing_or_used_twice_are_told_and_what_was_given_stays(
    classroom: Classroom, paper: str, given: list[str], told: str
) -> None:
    page = classroom.open(paper).text
    refused = classroom.send(paper, {**answers(page), "rank-ord-1": given})

    number = re.search(r'<fieldset class="q bad" id="q-ord-1".*?Question (\d)', refused.text)
    assert number is not None
    assert refused.status_code == 422
    assert told.format(number[1]) in text_of(refused.text)
    assert '<a href="#q-ord-1-0">' in refused.text
    assert chosen(refused.text) == (given or [""] * 4)
    assert "3 answered, 1 to go." in refused.text
    assert chosen(classroom.open(paper).text) == (given or [""] * 4)


def test_places_are_kept_one_by_one_as_they_are_given(classroom: Classroom, paper: str) -> None:
    for given in (["", "2", "", ""], ["", "2", "1", ""]):
        kept = classroom.send(f"{paper}/answers", {"question": "ord-1", "rank": given})
        assert kept.status_code == 200
        assert chosen(classroom.open(paper).text) == given


@pytest.mark.parametrize(
    "fields",
    [
        {"question": "ord-1", "rank": ["1", "2", "3", "x"]},
        {"question": "ord-1", "rank": ["1", "2", "3", "5"]},
        {"question": "ord-1", "rank": ["1", "2", "3"]},
        {"question": "ord-1", "choice": ["1"]},
        {"question": "con-1", "rank": ["1", "2", "3"]},
    ],
)
def test_what_is_no_place_on_the_paper_is_refused(
    classroom: Classroom, paper: str, fields: dict[str, object]
) -> None:
    assert classroom.send(f"{paper}/answers", fields).status_code == 422
    assert chosen(classroom.open(paper).text) == [""] * 4


def test_a_course_with_steps_says_how_many_questions_it_asks(classroom: Classroom) -> None:
    publish_again(classroom, FOUR)

    assert "4 questions, no time limit." in text_of(classroom.open(COURSE).text)
