"""A drill goes on as one decides, is kept when one says so, and tells why at the end."""

import pytest

from tests.builders import an_actor
from tests.pages.classroom import AUDITOR, SOMEBODY_ELSE, Classroom, a_classroom, text_of

classroom = a_classroom
LIST = "/training/drills/"
DRILL = f"{LIST}subpoena-at-the-counter"


def kept(classroom: Classroom, way: str = "0.0.0", **reasons: str) -> str:
    """Go through the drill, keep it, and return the address of the review."""
    answer = classroom.send(DRILL, {"way": way, **reasons})
    assert answer.status_code == 303
    return answer.location


def test_the_list_says_how_long_each_takes_and_that_none_was_tried(classroom: Classroom) -> None:
    page = text_of(classroom.open(LIST).text)
    assert "14 drills for you" in page
    assert "A subpoena at the counter about 4 minutes Not tried yet" in page
    assert "How often they were done" not in page


def test_a_choice_leads_to_the_next_step_and_stands_in_the_address(classroom: Classroom) -> None:
    answer = classroom.open(f"{DRILL}?way=2&choice=0&go=1")
    assert answer.status_code == 303
    assert answer.location.endswith("?way=2.0")
    page = text_of(classroom.open(answer.location).text)
    assert "You decided:" in page
    assert "Call the privacy officer, hand over the paper" in page


def test_no_step_says_which_choice_is_right(classroom: Classroom) -> None:
    page = classroom.open(DRILL).text
    assert "A subpoena alone does not open the record" not in page
    assert "checked" not in page


def test_a_step_sent_without_a_choice_says_what_to_do(classroom: Classroom) -> None:
    page = classroom.open(f"{DRILL}?go=1").text
    assert "<title>Error: " in page
    assert "Choose what you would do." in page


def test_the_end_shows_the_consequence_and_asks_for_reasons_with_a_warning(
    classroom: Classroom,
) -> None:
    page = text_of(classroom.open(f"{DRILL}?way=1.1").text)
    assert "It ends badly" in page
    assert "Write nothing of a real patient" in page
    assert "Keep this, and see why" in page


def test_the_review_says_of_each_choice_whether_it_was_right_why_and_where_it_stands(
    classroom: Classroom,
) -> None:
    page = text_of(
        classroom.open(kept(classroom, "1.0", **{"reason-0": "A court, I thought."})).text
    )
    assert "One of two decisions was right." in page or "One of two decision" in page
    assert "Not yet" in page
    assert "Better: Pass on." in page
    assert "42 CFR 2.22(b)(1)(ii)(H)(3)" in page.replace("\u00a0", " ")
    assert "Your reason for decision 1: “A court, I thought.”" in page


def test_a_drill_that_was_kept_stands_in_the_list(classroom: Classroom) -> None:
    address = kept(classroom)
    page = classroom.open(LIST).text
    assert address in page
    assert "Last on 31 Jan 2026: 3 of 3 choices right." in text_of(page)


def test_officers_and_auditors_see_counts_without_names(classroom: Classroom) -> None:
    kept(classroom)
    classroom.sit_down(AUDITOR)
    page = text_of(classroom.open(LIST).text)
    assert "A subpoena at the counter 1 1 Shown from 5 workers on" in page
    assert "Lindqvist" not in page
    assert "drills for you" not in page


def test_shares_are_counted_once_five_workers_have_decided(classroom: Classroom) -> None:
    for number in range(5):
        worker = "W-002" if number == 1 else "W-001"
        classroom.sit_down(an_actor(worker=worker, account=f"account-{number}"))
        kept(classroom)
    classroom.sit_down(AUDITOR)
    page = text_of(classroom.open(LIST).text)
    assert "A subpoena at the counter 5 2 Shown from 5 workers on" in page


def test_nobody_sees_the_review_of_another(classroom: Classroom) -> None:
    address = kept(classroom)
    classroom.sit_down(SOMEBODY_ELSE)
    assert classroom.open(address).status_code == 404


@pytest.mark.parametrize("address", [f"{DRILL}?way=9", f"{DRILL}?way=x", f"{LIST}nowhere"])
def test_a_step_or_drill_that_is_not_there_is_not_found(
    classroom: Classroom, address: str
) -> None:
    assert classroom.open(address).status_code == 404


def test_what_is_not_at_an_end_is_not_kept(classroom: Classroom) -> None:
    answer = classroom.send(DRILL, {"way": "0"})
    assert answer.status_code == 422
    assert "Go on to the end of the drill first" in text_of(answer.text)


def test_whoever_takes_no_training_takes_no_drill(classroom: Classroom) -> None:
    classroom.sit_down(AUDITOR)
    assert classroom.open(DRILL).status_code == 403
