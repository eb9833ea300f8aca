"""What is said of a marked paper follows from its marks, its certificate and what is still due."""

from dataclasses import replace
from datetime import date

import pytest

from lms.certificates.store import Issued
from lms.courses.model import Sitting
from lms.kernel.ids import CertificateNumber, CompletionId, CourseId
from lms.pages.learning.marking import Award, award_of, how_it_is_marked, what_passes
from lms.reports.learning.my_training import Duty, MyTraining, Progress
from lms.standing.model import Standing, Status
from tests.builders import NOON, WORKER, counted_ids
from tests.pages.classroom import QUIZ, REQUIREMENT, SLUG, TAUGHT

NUMBER = CertificateNumber("P2L-0000-0000-0000-0000")
THROUGH = date(2027, 1, 31)
ISSUED = Issued(
    number=NUMBER,
    completion_id=CompletionId(counted_ids()()),
    worker_id=WORKER.id,
    holder=WORKER.name,
    course=SLUG,
    course_title=TAUGHT.title,
    course_version=1,
    score_percent=100,
    completed_on=NOON.date(),
    time_zone="America/New_York",
    valid_through=THROUGH,
    demonstration=False,
    issued_at=NOON,
    sha256="0" * 64,
    size=1,
)
DATES = Standing(
    completed_on=NOON.date(),
    valid_through=THROUGH,
    window_opens_on=date(2026, 12, 2),
    why="Valid through 31 Jan 2027: first completed 31 Jan 2026.",
)
HELD = Duty(
    requirement=REQUIREMENT,
    progress=Progress(TAUGHT, Sitting(WORKER.id, SLUG, 1, 1), frozenset()),
    dates=DATES,
    status=Status.CURRENT,
    act_by=THROUGH,
    days_late=0,
    finishing_today=THROUGH,
)
OTHER = replace(
    HELD,
    requirement=replace(REQUIREMENT, course=CourseId("consents")),
    dates=Standing(),
    status=Status.ASSIGNED,
)


def award(*duties: Duty, issued: Issued = ISSUED) -> Award:
    """The certificate as told to a worker with these duties."""
    return award_of(MyTraining(WORKER, duties, (issued,)), NUMBER)


def test_a_certificate_says_until_when_why_and_what_comes_next() -> None:
    told = award(HELD)

    assert told.valid == "Valid through 31 January 2027"
    assert told.why == DATES.why
    assert told.next == "Nothing else is due. You can renew it from 2 December 2026."


def test_whatever_else_is_due_is_counted() -> None:
    assert award(HELD, OTHER).next.startswith("One other thing is due.")
    assert award(HELD, OTHER, OTHER).next.startswith("Two other things are due.")


def test_a_later_completion_does_not_explain_an_older_certificate() -> None:
    later = replace(HELD, dates=replace(DATES, completed_on=date(2026, 2, 1)))
    renewed = replace(HELD, dates=replace(DATES, valid_through=date(2028, 1, 31)))

    assert award(later).why == ""
    assert award(renewed).why == ""


def test_a_certificate_that_no_rule_asked_for_names_no_day() -> None:
    assert award(issued=replace(ISSUED, valid_through=None)).valid == "Completed"


@pytest.mark.parametrize(
    ("attempts", "cooldown", "said"),
    [
        (0, 0, "You may try again as often as you need, and each try is kept."),
        (3, 0, "You may try 3 times in all, and each try is kept."),
        (0, 15, "You may try again as often as you need, 15 minutes after the last try, and"),
    ],
)
def test_how_often_one_may_try_is_said_before_anybody_begins(
    attempts: int, cooldown: int, said: str
) -> None:
    quiz = replace(QUIZ, attempts=attempts, cooldown_minutes=cooldown)

    assert said in how_it_is_marked(quiz)


def test_what_passes_is_told_in_answers_not_in_percent() -> None:
    assert what_passes(10, 80) == "8 of 10 passes."
