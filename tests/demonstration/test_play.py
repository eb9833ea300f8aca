"""A short play of the demonstration: what it makes are records like any others."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lms.agreements.tables import CoverageRow
from lms.certificates.tables import CertificateRow
from lms.demonstration.clients import CLIENTS
from lms.demonstration.decisions import PART2
from lms.demonstration.play import play
from lms.demonstration.staff import MEMBERS, STAR, TEAMS
from lms.demonstration.staging import whole_library
from lms.evidence.chain import first_break
from lms.evidence.store import entries
from lms.kernel.work import Workshop
from lms.people.store import all_workers
from lms.quizzes.tables import GradeRow
from lms.reports.asking import Question
from lms.reports.standing import standing
from lms.standing.tables import CompletionRow

BEGAN: Final = date(2026, 1, 10)
TODAY: Final = date(2026, 4, 20)


@pytest.fixture
def played(workshop: Workshop) -> Engine:
    house = replace(workshop.organization, demonstration=True)
    days: list[tuple[int, int]] = []
    play(
        replace(workshop, organization=house),
        whole_library(),
        (BEGAN, TODAY),
        lambda done, of: days.append((done, of)),
    )
    assert days[-1] == (100, 100)
    return workshop.engine


def test_the_play_leaves_records_that_hold_together_like_any_others(played: Engine) -> None:
    with Session(played) as session:
        people = all_workers(session)
        outcomes = Counter(session.scalars(select(GradeRow.outcome)))
        completions = session.scalars(select(CompletionRow)).all()
        certificates = session.scalars(select(CertificateRow)).all()
        rows = list(standing(session, Question(TODAY, TODAY)).rows)
        broken = first_break(entries(session))
        served = Counter(session.scalars(select(CoverageRow.agreement)))
        star = next(one.id for one in people.values() if one.name == STAR)

    assert broken is None
    assert len({one.team for one in people.values()}) == len(TEAMS) + 1
    assert len(people) > sum(len(names.split(",")) for names in MEMBERS.values()) // 2
    assert set(served) == {one.agreement for one in CLIENTS}
    assert min(served.values()) > 5
    assert outcomes["failed"] > 0
    passed = [one for one in completions if one.kind == "full"]
    assert outcomes["passed"] == len(passed) == len(certificates)
    assert all(one.demonstration for one in certificates)
    assert all(BEGAN <= one.completed_on < TODAY for one in completions)
    assert {row[9] for row in rows} >= {"current", "overdue"}
    assert PART2 in {one.course for one in completions if one.worker_id == star}
