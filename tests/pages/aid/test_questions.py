"""Whoever wonders whether to disclose is asked what matters, is answered, and leaves no trace."""

import pytest
from sqlalchemy import func, select

from lms.kernel.database import Base
from tests.pages.classroom import AUDITOR, COURSE, HOME, Classroom, a_classroom, text_of

classroom = a_classroom
MAY = "/training/may-i-disclose"
QSO = "/training/are-we-a-qso"
SUBPOENA = f"{MAY}?holder=qso&what=record&asks=court&purpose=other&consent=none&order=subpoena"


def rows(classroom: Classroom) -> int:
    """Count everything that is kept, in all tables."""
    with classroom.workshop.look(AUDITOR) as work:
        return sum(
            work.session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        )


def test_one_question_comes_after_the_other(classroom: Classroom) -> None:
    first = classroom.open(MAY)
    assert first.status_code == 200
    assert "Who holds the record, as you work with it now?" in text_of(first.text)
    assert 'name="asks"' not in first.text

    third = classroom.open(f"{MAY}?go=what&holder=qso&what=record").text
    assert "Who asks for it, or would receive it?" in text_of(third)
    assert '<input type="hidden" name="holder" value="qso">' in third
    assert "There is a problem" not in third


def test_no_more_is_asked_than_matters(classroom: Classroom) -> None:
    answer = text_of(classroom.open(f"{MAY}?holder=qso&what=record&asks=program").text)
    assert "Yes. Between the program and its service organization" in answer
    assert "42\u00a0CFR\u00a02.12(c)(4)" in answer or "42 CFR 2.12(c)(4)" in answer


def test_the_answer_says_verdict_conditions_what_to_attach_and_where_it_stands(
    classroom: Classroom,
) -> None:
    address = f"{MAY}?holder=qso&what=record&asks=payer&purpose=payment&consent=tpo&order=none"
    page = text_of(classroom.open(address).text)
    for words in (
        "Only if all of this is so",
        "names or describes this payer",
        "One of the two notices of 42 CFR 2.32(a).",
        "A copy of the consent",
        "Whom to tell or ask",
        "not legal advice",
    ):
        assert words in page


def test_a_subpoena_alone_is_refused_and_passed_on(classroom: Classroom) -> None:
    page = text_of(classroom.open(SUBPOENA).text)
    assert "No. Do not send, and do not confirm" in page
    assert "A reading, not the text" in page


def test_what_was_reported_by_others_names_them(classroom: Classroom) -> None:
    page = text_of(classroom.open(f"{MAY}?holder=qso&what=record&asks=agent&purpose=service").text)
    assert "Reported by LatentWorx, 8 October 2026" in page


def test_whoever_is_not_sure_is_told_whom_to_ask(classroom: Classroom) -> None:
    page = text_of(classroom.open(SUBPOENA.replace("consent=none", "consent=unsure")).text)
    assert "Ask first" in page
    assert "what you are not sure of: consent." in page


@pytest.mark.parametrize("address", [f"{MAY}?go=holder", f"{MAY}?go=whole&whole=1"])
def test_a_form_sent_empty_says_what_to_do(classroom: Classroom, address: str) -> None:
    page = classroom.open(address).text
    assert "<title>Error: " in page
    assert "Choose an answer. “I am not sure” is one, too." in text_of(page)


def test_every_question_may_be_answered_on_one_page(classroom: Classroom) -> None:
    page = classroom.open(f"{MAY}?whole=1").text
    assert page.count("<select") == 6
    assert "Change the answers" in text_of(classroom.open(f"{SUBPOENA}&whole=1").text)


def test_an_earlier_answer_can_be_changed(classroom: Classroom) -> None:
    page = classroom.open(SUBPOENA).text
    assert f'href="{MAY}?holder=qso&amp;what=record"' in page


def test_what_nobody_can_answer_is_taken_for_no_answer(classroom: Classroom) -> None:
    page = text_of(classroom.open(f"{MAY}?holder=<b>me</b>&name=Lund").text)
    assert "Who holds the record" in page
    assert "Lund" not in page


def test_nothing_is_kept(classroom: Classroom) -> None:
    before = rows(classroom)
    classroom.open(SUBPOENA)
    classroom.open(f"{QSO}?client=neither")
    assert rows(classroom) == before


def test_officers_learn_whether_an_agreement_is_enough(classroom: Classroom) -> None:
    classroom.sit_down(AUDITOR)
    disputed = f"{QSO}?client=program&service=listed&covered=yes&paper=baa"
    page = text_of(classroom.open(disputed).text)
    assert "For counsel" in page
    assert "is disputed" in page
    enough = f"{QSO}?client=program&service=listed&paper=both"
    assert "both acknowledgments" in text_of(classroom.open(enough).text)


def test_the_way_leads_here_from_home_and_from_every_lesson(classroom: Classroom) -> None:
    assert f'href="{MAY}"' in classroom.open(HOME).text
    assert f'href="{MAY}"' in classroom.open(f"{COURSE}/answering").text


def test_whoever_is_not_signed_in_sees_nothing(classroom: Classroom) -> None:
    classroom.sit_down(None)
    assert classroom.open(MAY).status_code == 401
