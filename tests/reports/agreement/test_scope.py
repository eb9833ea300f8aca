"""Asked about one agreement, no report names another client or somebody who serves only it."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from lms.actions.grant_exception import Decision, grant_exception
from lms.actions.merge_workers import SamePerson, merge_workers
from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.reports.agreement.described import descriptions_of
from lms.reports.agreement.serving import coverage_history, people_in_scope
from lms.reports.taking import KINDS, Form
from lms.standing.records import ExceptionKind
from tests.builders import NOON
from tests.reports.agreement.clients import NOW, TIDE, WREN, rows, serving
from tests.reports.house import MANAGER, TODAY

OF_TIDE = replace(NOW, agreement=TIDE)
YESTERDAY = TODAY - timedelta(days=1)
NAMED_BY_TIDE = {"W-001", "W-002", "W-010", "W-030"}


def words_in(file: bytes, form: Form) -> str:
    if form is not Form.XLSX:
        return file.decode()
    with ZipFile(BytesIO(file)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def workers(
    workshop: Workshop,
    name: str,
    column: str = "worker_id",
    **changes: Any,  # noqa: ANN401 - fields of a question
) -> set[str]:
    question = replace(OF_TIDE, **changes)
    at = [one.name for one in KINDS[name].columns].index(column)
    return {str(row[at]) for row in rows(workshop, name, question)}


@pytest.mark.parametrize("as_of", [TODAY, date(2025, 12, 31)], ids=["today", "an earlier day"])
def test_standing_is_of_whoever_serves_on_the_day(workshop: Workshop, as_of: date) -> None:
    serving(workshop)
    expected = {"W-001", "W-010", "W-030"} | ({"W-002"} if as_of < TODAY else set())

    assert workers(workshop, "standing", as_of=as_of) == expected
    assert workers(workshop, "standing", "requirement", as_of=as_of) == {
        "part2-core-annual",
        "tide-yearly",
    }
    assert workers(workshop, "overdue", as_of=as_of) <= expected


def test_completions_gaps_and_exceptions_are_of_whoever_ever_served(workshop: Workshop) -> None:
    serving(workshop)
    with workshop.work(SYSTEM) as work:
        for worker in ("W-002", "W-020"):
            leave = Decision(
                kind=ExceptionKind.LEAVE, worker=WorkerId(worker), approved_by=MANAGER
            )
            grant_exception(work, leave)

    assert workers(workshop, "completions") == {"W-001", "W-002", "W-010"}
    assert workers(workshop, "exceptions") == {"W-002"}
    assert workers(workshop, "gaps") <= NAMED_BY_TIDE
    assert workers(workshop, "gaps", "requirement") == {"part2-core-annual", "tide-yearly"}


def test_gaps_are_cut_to_the_days_of_service(workshop: Workshop) -> None:
    serving(workshop)
    spans = {
        (row[0], row[3], row[4])
        for row in rows(workshop, "gaps", OF_TIDE)
        if row[2] == "part2-core-annual"
    }

    assert ("W-002", date(2025, 12, 28), date(2025, 12, 31)) in spans
    assert min(first for _, first, _ in spans) >= date(2025, 1, 1)


@pytest.mark.parametrize("form", [Form.CSV, Form.JSON, Form.XLSX])
@pytest.mark.parametrize("name", ["standing", "overdue", "completions", "gaps", "exceptions"])
def test_no_file_of_one_client_names_another(workshop: Workshop, name: str, form: Form) -> None:
    serving(workshop)
    with workshop.look(SYSTEM) as work:
        written = words_in(b"".join(KINDS[name].pieces(work.session, OF_TIDE, form)), form)
        everything = words_in(b"".join(KINDS["standing"].pieces(work.session, NOW, form)), form)

    for other in ("Wren", "wren", WREN, "Cosmo"):
        assert other not in written
    assert "Wren Street Recovery, clause 5" in everything


def test_whoever_was_merged_is_in_scope_under_either_id(workshop: Workshop) -> None:
    serving(workshop)
    with workshop.work(SYSTEM) as work:
        same = SamePerson(
            duplicate=WorkerId("W-001"),
            survivor=WorkerId("W-003"),
            approved_by=MANAGER,
            reason="one person",
        )
        merge_workers(work, same)

    assert workers(workshop, "standing") == {"W-003", "W-010", "W-030"}
    assert workers(workshop, "completions") == {"W-001", "W-002", "W-010"}
    assert workers(workshop, "standing", known_at=YESTERDAY, known_before=NOON) == set()


def test_people_in_scope_are_those_who_serve_and_are_employed(workshop: Workshop) -> None:
    serving(workshop)
    with workshop.look(SYSTEM) as work:
        now = people_in_scope(work.session, TIDE, TODAY)
        then = people_in_scope(work.session, TIDE, date(2025, 4, 30))
        unknown = people_in_scope(work.session, TIDE, TODAY, NOON)

    assert [(one.worker, one.name, one.served.access_granted_on) for one in now] == [
        ("W-001", "Tova Lindqvist", date(2025, 4, 1)),
        ("W-010", "Maren Slate", date(2025, 6, 2)),
    ]
    assert [one.worker for one in then] == ["W-001", "W-002", "W-030"]
    assert unknown == ()


def test_every_record_of_service_stays_to_be_seen(workshop: Workshop) -> None:
    serving(workshop)
    with workshop.look(SYSTEM) as work:
        history = coverage_history(work.session, TIDE)
        [only] = descriptions_of(work.session, TIDE)

    assert [one.worker for one in history] == ["W-001", "W-002", "W-010", "W-030"]
    assert not any(one.replaced for one in history)
    assert (only.number, only.agreement.program_name) == (1, "Low Tide Clinic")
