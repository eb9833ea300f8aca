"""A quiz loses nothing, tells nothing before it is marked, and gives one result."""

import re

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from lms.pages.attempts import given_in
from lms.pages.signals import certificate_issued, course_completed
from tests.pages.classroom import (
    BEST,
    COURSE,
    SECRETS,
    SOMEBODY_ELSE,
    Classroom,
    a_classroom,
    answers,
    places,
    text_of,
)

classroom = a_classroom


def one_answer(page: str, question: str = "con-1", said: str = "alpha") -> dict[str, str]:
    """What autosave sends when a choice is made."""
    value = places(page)[question][said]
    return {"question": question, "choice": value, "page": "ab12", "sequence": "1"}


def test_the_quiz_begins_once_however_often_it_is_begun(classroom: Classroom) -> None:
    paper = classroom.begin()

    again = classroom.send(f"{COURSE}/attempts")

    assert again.status_code == 303
    assert again.location == paper


def test_the_quiz_waits_until_the_lessons_are_read(classroom: Classroom) -> None:
    refused = classroom.send(f"{COURSE}/attempts")

    assert refused.status_code == 409
    assert "Read “Answering the telephone” first" in text_of(refused.text)


def test_a_paper_asks_each_question_in_a_group_of_its_own_with_nothing_chosen(
    classroom: Classroom,
) -> None:
    page = classroom.open(classroom.begin()).text

    assert page.count("<fieldset") == len(BEST)
    assert [f"Question {number} of 3" in page for number in (1, 2, 3)] == [True] * 3
    assert page.count("Select all that apply.") == 1
    assert " checked" not in page
    assert "no time limit" in page


def test_the_answer_key_is_in_no_response_before_the_paper_is_marked(
    classroom: Classroom,
) -> None:
    paper = classroom.begin()
    page = classroom.open(paper)
    saved = classroom.send(f"{paper}/answers", one_answer(page.text))
    refused = classroom.send(paper)

    for answer in (page, saved, refused):
        assert told_of_the_key(answer) == set()
    classroom.hand_in(paper, wrong=3)
    assert told_of_the_key(classroom.open(paper)) == set(SECRETS)


def told_of_the_key(answer: TestResponse) -> set[str]:
    """Which words of the answer key a response holds, in its text or its headers."""
    said = f"{answer.text} {answer.headers}".replace("\u00a0", " ")
    return {secret for secret in SECRETS if secret in said}


def test_the_words_one_states_stand_right_above_the_button_that_states_them(
    classroom: Classroom,
) -> None:
    said = text_of(classroom.open(classroom.begin()).text)

    assert (
        "I have read the lessons of this course, version 1, and these answers are my own. "
        "Save, and go on later Hand in and state this"
    ) in said


def test_an_answer_is_kept_as_it_is_given_and_the_hour_is_the_workers_own(
    classroom: Classroom,
) -> None:
    paper = classroom.begin()

    saved = classroom.send(f"{paper}/answers", one_answer(classroom.open(paper).text))

    assert saved.json == {"saved_at": "07:00"}
    page = classroom.open(paper).text
    assert page.count(" checked") == 1
    assert "Saved 07:00" in page
    assert "1 answered, 2 to go." in page


def test_a_choice_that_is_taken_back_is_taken_back(classroom: Classroom) -> None:
    paper = classroom.begin()
    classroom.send(f"{paper}/answers", one_answer(classroom.open(paper).text, "con-3"))

    classroom.send(f"{paper}/answers", {"question": "con-3"})

    assert " checked" not in classroom.open(paper).text


@pytest.mark.parametrize("choice", ["7", "-1", "²", "alpha", "100"])
def test_an_answer_that_is_not_on_the_paper_is_refused(classroom: Classroom, choice: str) -> None:
    paper = classroom.begin()

    refused = classroom.send(f"{paper}/answers", {"question": "con-1", "choice": choice})

    assert refused.status_code == 422
    assert " checked" not in classroom.open(paper).text


def test_answers_can_be_saved_for_later_without_scripts(classroom: Classroom) -> None:
    paper = classroom.begin()
    given = answers(classroom.open(paper).text)

    saved = classroom.send(paper, {**given, "later": "yes"})

    assert (saved.status_code, saved.location) == (303, paper)
    page = classroom.open(paper).text
    assert page.count(" checked") == 4
    assert "Hand in and state this" in page


def test_what_is_unanswered_is_named_and_what_was_answered_stays(classroom: Classroom) -> None:
    paper = classroom.begin()
    given = answers(classroom.open(paper).text)
    del given["answer-con-2"]

    shown = classroom.send(paper, given)

    assert shown.status_code == 422
    assert "<title>Error: Quiz - Answering callers" in shown.text
    assert "There is a problem" in shown.text
    summary = re.findall(r'<a href="#q-con-2-0">(Answer question \d\.)</a>', shown.text)
    assert len(summary) == 1
    assert f'id="q-con-2-error"><span class="vh">Error: </span>{summary[0]}' in shown.text
    assert shown.text.count(" checked") == 3
    assert classroom.open(paper).text.count(" checked") == 3


def test_handing_in_leads_to_the_result_at_the_same_address(classroom: Classroom) -> None:
    paper = classroom.begin()

    handed_in = classroom.hand_in(paper)

    assert (handed_in.status_code, handed_in.location) == (303, paper)
    result = classroom.open(paper).text
    assert "<form class" not in result
    assert "You passed, with 3 of 3." in result
    assert "Completed on Saturday 31 January 2026, 07:00 New York time." in result


def test_a_pass_shows_its_certificate_its_date_the_reason_and_what_comes_next(
    classroom: Classroom,
) -> None:
    paper = classroom.begin()
    classroom.hand_in(paper)

    page = classroom.open(paper).text

    said = text_of(page)
    assert "Valid through 31 January 2027 Why this date Valid through 31 Jan 2027" in said
    assert "Nothing else is due. You can renew it from 2 December 2026." in said
    assert re.search(r'class="btn big" href="/training/certificates/P2L-[^"]+\.pdf', page)
    assert page.count('class="btn') == 1


def test_a_fail_says_what_was_missed_where_it_is_taught_and_how_to_try_again(
    classroom: Classroom,
) -> None:
    paper = classroom.begin()
    classroom.hand_in(paper, wrong=2)

    page = classroom.open(paper).text

    said = text_of(page)
    assert "Not passed yet, with 1 of 3." in said
    assert "Three were needed." in said
    assert "Lesson 1, Answering the telephone (2 questions missed)" in said
    assert "You may try again now, as often as you need." in said
    assert f'action="{COURSE}/attempts"' in page
    assert "P2L-" not in page


def test_each_marked_answer_says_what_was_chosen_what_is_better_and_why(
    classroom: Classroom,
) -> None:
    paper = classroom.begin()
    classroom.hand_in(paper, wrong=1)

    page = classroom.open(paper).text
    said = text_of(page)

    assert "Not yet What of con-1 ? You answered: beta Better: alpha" in said
    assert "A reason against beta of con-1. The explanation of con-1. 42 CFR 2.13(a)" in (
        said.replace("\u00a0", " ")
    )
    assert f'href="{COURSE}/answering#callers"' in page
    assert said.count("Right What of") == 2


def test_handing_in_twice_gives_one_result(classroom: Classroom) -> None:
    paper = classroom.begin()
    given = answers(classroom.open(paper).text)

    first, second = classroom.send(paper, given), classroom.send(paper, {"asked": given["asked"]})

    assert (first.status_code, second.status_code) == (303, 303)
    assert "You passed, with 3 of 3." in classroom.open(paper).text
    assert classroom.open("/training/").text.count("certificate P2L-") == 1


def test_a_marked_paper_takes_no_more_answers(classroom: Classroom) -> None:
    paper = classroom.begin()
    late = one_answer(classroom.open(paper).text)
    classroom.hand_in(paper)

    refused = classroom.send(f"{paper}/answers", late)

    assert refused.status_code == 409
    assert "handed in already" in refused.text


def test_an_old_result_does_not_offer_a_try_that_is_over(classroom: Classroom) -> None:
    failed = classroom.begin()
    classroom.hand_in(failed, wrong=3)
    passed = classroom.send(f"{COURSE}/attempts").location
    assert "Continue the next try" in classroom.open(failed).text

    classroom.hand_in(passed)

    old = classroom.open(failed).text
    assert "You have completed the course since then." in old
    assert "Try again" not in old


@pytest.mark.parametrize("page", ["", "/answers"])
def test_nobody_elses_paper_can_be_seen_or_touched(classroom: Classroom, page: str) -> None:
    paper = classroom.begin()
    classroom.sit_down(SOMEBODY_ELSE)

    assert classroom.open(paper).status_code == 404
    assert classroom.send(f"{paper}{page}", {"question": "con-1"}).status_code == 404


def test_answers_saved_before_one_was_signed_out_are_there_again(classroom: Classroom) -> None:
    paper = classroom.begin()
    given = one_answer(classroom.open(paper).text)
    classroom.send(f"{paper}/answers", given)
    worker = classroom.who[0]
    classroom.sit_down(None)
    assert classroom.client.post(paper, data={}).status_code in {400, 401}

    classroom.sit_down(worker)

    assert classroom.open(paper).text.count(" checked") == 1


def test_the_host_hears_of_a_completion_once_and_its_mistakes_undo_nothing(
    classroom: Classroom,
) -> None:
    heard: list[object] = []

    def listen(_sender: object, *, worker: str, certificate: str) -> None:
        heard.append((worker, certificate[:4]))

    def stumble(_sender: object, **_said: object) -> None:
        raise RuntimeError("the host's own mistake")

    paper = classroom.begin()
    with course_completed.connected_to(stumble), certificate_issued.connected_to(listen):
        handed_in = classroom.hand_in(paper)
        classroom.send(paper)

    assert handed_in.status_code == 303
    assert heard == [("W-001", "P2L-")]


def test_a_question_that_a_form_shows_without_a_choice_was_cleared() -> None:
    form = MultiDict([("asked", "a"), ("asked", "b"), ("answer-b", "0"), ("answer-b", "2")])

    assert given_in(form) == {"a": frozenset(), "b": frozenset({0, 2})}
    assert given_in(MultiDict()) == {}
