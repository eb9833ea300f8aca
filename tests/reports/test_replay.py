"""What a report said on its day is said again, for ever, of that day as it was known then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.people.store import worker_ids
from lms.reports.asking import Question
from lms.reports.histories import stories
from lms.reports.standing import overdue, standing
from lms.standing.civil import day_ends_at
from lms.standing.derivation import standing_of
from lms.standing.status import status_on
from lms.standing.store import holding_on, status_expression
from lms.standing.tables import StandingRow
from tests.builders import ORGANIZATION, StillClock
from tests.reports.playing import House
from tests.standing.invented import Numbered

REPORTS: Final = 10
Told = dict[Question, list[list[Sequence[Any]]]]


def ask(session: Session, question: Question) -> list[list[Sequence[Any]]]:
    """Everything that is told of a day: how everybody stands, and who is late."""
    return [list(report(session, question).rows) for report in (standing, overdue)]


def played(workshop: Workshop, clock: StillClock, folder: Path, number: int) -> tuple[House, Told]:
    """Play a year, and take the reports at the end of each day on which something happened."""
    house, told = House(workshop, clock, Numbered(number)), {}
    house.opens(folder)
    for _ in range(REPORTS):
        house.lives_a_day()
        with workshop.look(SYSTEM) as work:
            for team in (None, "Claims"):
                question = Question(as_of=house.day, today=house.day, team=team)
                told[question] = ask(work.session, question)
    return house, told


def asked_again(question: Question, today: date) -> Question:
    """The same question later, of what was known when its day was over."""
    day, zone = question.as_of, ORGANIZATION.time_zone
    return replace(question, today=today, known_at=day, known_before=day_ends_at(day, zone))


def check_replay(workshop: Workshop, clock: StillClock, folder: Path, number: int) -> None:
    """Ask at the end what was asked on each day."""
    house, told = played(workshop, clock, folder, number)
    today = house.day + timedelta(days=1)
    assert sum(len(rows[0]) for rows in told.values()) > REPORTS
    with workshop.look(SYSTEM) as work:
        for question, rows in told.items():
            assert ask(work.session, asked_again(question, today)) == rows


@pytest.mark.parametrize("number", range(3))
def test_a_report_of_the_past_as_known_then_is_the_report_that_was_taken_then(
    workshop: Workshop, clock: StillClock, tmp_path: Path, number: int
) -> None:
    check_replay(workshop, clock, tmp_path, number)


@pytest.mark.deep
@pytest.mark.parametrize("number", range(3, 303))
def test_hundreds_of_years_are_told_again_as_they_were_told(
    workshop: Workshop, clock: StillClock, tmp_path: Path, number: int
) -> None:
    check_replay(workshop, clock, tmp_path, number)


def test_as_known_now_a_report_of_the_past_may_differ_from_what_was_told_then(
    workshop: Workshop, clock: StillClock, tmp_path: Path
) -> None:
    # Else the replay would prove nothing: what is entered later has to change something.
    house, told = played(workshop, clock, tmp_path, 0)
    today = house.day + timedelta(days=1)
    with workshop.look(SYSTEM) as work:
        now = [ask(work.session, replace(one, today=today)) for one in told]
    assert [one[0] for one in now] != [one[0] for one in told.values()]


def test_with_no_job_ever_run_every_status_is_right_400_days_later(
    workshop: Workshop, clock: StillClock, tmp_path: Path
) -> None:
    house, _ = played(workshop, clock, tmp_path, 1)
    with workshop.look(SYSTEM) as work:
        told = list(stories(work.session, worker_ids(work.session)))
        for ahead in range(401):
            day = house.day + timedelta(days=ahead)
            by_rules = {
                (story.worker.id, story.requirement.id): status_on(
                    standing_of(story.terms, story.history, day), day
                )
                for story in told
                if any(duty.from_on <= day for duty in story.history.duties)
            }
            query = select(
                StandingRow.worker_id, StandingRow.requirement, status_expression(day)
            ).where(holding_on(day))
            by_rows = {(one[0], one[1]): one[2] for one in work.session.execute(query)}
            assert by_rows == by_rules
