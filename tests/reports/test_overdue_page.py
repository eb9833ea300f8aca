"""The dashboard: its counts, its pages and its file say the same, for any organization."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from lms.kernel.access import EVERYONE, SYSTEM, Reach, Scope
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.people.model import Worker
from lms.reports import overdue_page as module
from lms.reports.asking import Question
from lms.reports.listed.team_counts import TeamCount
from lms.reports.overdue_page import OverduePage, Place, overdue_page
from lms.reports.standing import overdue, statuses_count
from lms.standing.records import CompletionRecord
from tests.builders import a_worker
from tests.reports.house import COMPLETIONS, MANAGER, TODAY, done, settle, settled

NOW = Question(as_of=TODAY, today=TODAY)


def pages_of(work: UnitOfWork, question: Question) -> Iterator[OverduePage]:
    """Turn the pages until there is no next one."""
    after: Place | None = None
    while True:
        page = overdue_page(work.session, question, after)
        yield page
        if page.after is None:
            return
        after = page.after


def test_four_of_six_are_late_and_the_longest_late_come_first(workshop: Workshop) -> None:
    with settled(workshop).look(SYSTEM) as work:
        page = overdue_page(work.session, NOW, None)

    assert (page.late, page.people, page.rows) == (4, 6, 4)
    assert [(line.worker_id, line.days_late) for line in page.lines] == [
        ("W-011", 722),
        ("W-020", 722),
        ("W-002", 35),
        ("W-003", 22),
    ]
    assert page.teams == (
        TeamCount("Claims", 1, 2, 1),
        TeamCount("Data desk", 1, 1, 1),
        TeamCount("Management", 0, 1, 0),
        TeamCount("Patient accounts", 2, 2, 2),
    )
    assert page.lines[2].why.endswith(".")


def test_a_manager_sees_their_own_tree_and_not_themselves(workshop: Workshop) -> None:
    scope = Scope(Reach.REPORTS, MANAGER)
    with settled(workshop).look(SYSTEM) as work:
        page = overdue_page(work.session, Question(TODAY, TODAY, scope), None)

    assert {line.worker_id for line in page.lines} == {"W-002", "W-003", "W-011"}
    assert (page.late, page.people) == (3, 4)


def test_a_team_alone_is_counted_alone(workshop: Workshop) -> None:
    with settled(workshop).look(SYSTEM) as work:
        page = overdue_page(work.session, Question(TODAY, TODAY, team="Claims"), None)

    assert page.teams == (TeamCount("Claims", 1, 2, 1),)


def test_five_statements_answer_it_however_many_there_are(
    workshop: Workshop, engine: Engine
) -> None:
    settled(workshop)
    asked: list[str] = []
    with workshop.look(SYSTEM) as work:
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        overdue_page(work.session, NOW, None)

    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 5


@st.composite
def organizations(draw: st.DrawFn) -> tuple[list[Worker], list[CompletionRecord]]:
    """Up to a dozen people in any teams, under any managers, some trained on some day."""
    size = draw(st.integers(0, 12))
    ids = [WorkerId(f"W-{number:03}") for number in range(1, size + 1)]
    staff = [
        a_worker(
            id=worker,
            team=draw(st.sampled_from(["", "Claims", "Data desk"])),
            manager=draw(st.none() | st.sampled_from(ids)),
            hired_on=TODAY - timedelta(days=draw(st.integers(0, 900))),
            ended_on=draw(st.none() | st.just(TODAY) | st.just(TODAY + timedelta(days=1))),
        )
        for worker in ids
    ]
    known = [number for number in (1, 2, 3, 10, 11) if number <= size]
    trained = draw(st.lists(st.sampled_from(known), unique=True)) if known else []
    days = st.dates(date(2024, 6, 1), TODAY)
    return staff, [done(worker, draw(days), place) for place, worker in enumerate(trained)]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(house=organizations(), reach=st.sampled_from(["everyone", "W-001", "W-002"]))
def test_counts_pages_file_and_report_agree_for_any_organization(
    workshop: Workshop, house: tuple[list[Worker], list[CompletionRecord]], reach: str
) -> None:
    scope = EVERYONE if reach == "everyone" else Scope(Reach.REPORTS, WorkerId(reach))
    question = Question(TODAY, TODAY, scope)
    with undone(workshop) as work:
        settle(work, house[0], completions=house[1])
        pages = list(pages_of(work, question))
        shown = [(line.worker_id, line.requirement) for page in pages for line in page.lines]
        file = [(row[2], row[7]) for row in overdue(work.session, question).rows]
        counts = statuses_count(work.session, question)

    assert shown == file
    assert pages[0].rows == len(file)
    assert sum(number for status, number in counts.items() if status.late) == len(file)
    assert pages[0].late == len({worker for worker, _ in file}) <= pages[0].people


@contextmanager
def undone(workshop: Workshop) -> Iterator[UnitOfWork]:
    """Work that is undone at its end, on pages of two lines."""
    with pytest.MonkeyPatch.context() as patched, workshop.work(SYSTEM) as work:
        patched.setattr(module, "LINES_A_PAGE", 2)
        nested = work.session.begin_nested()
        yield work
        nested.rollback()


def test_a_page_begins_right_after_the_one_before(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LINES_A_PAGE", 1)
    with settled(workshop).look(SYSTEM) as work:
        pages = list(pages_of(work, NOW))

    assert [[line.worker_id for line in page.lines] for page in pages] == [
        ["W-011"],
        ["W-020"],
        ["W-002"],
        ["W-003"],
    ]
    assert {page.late for page in pages} == {4}
    assert len(COMPLETIONS) == 4
