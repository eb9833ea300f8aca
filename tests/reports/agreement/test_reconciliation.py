"""Three sets that are disjoint and add up: in both lists, on the roster alone, on record alone."""

from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.actions.merge_workers import SamePerson, merge_workers
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.people.model import Listed, Roster
from lms.people.reader import read_roster
from lms.reports.agreement.reconciliation import Reconciled, Where, reconciled, reconciliation
from tests.reports.agreement.clients import NOW, TIDE, serving
from tests.reports.house import MANAGER, STAFF, TODAY

THERE: Final = {one.id for one in STAFF if one.ended_on is None}
HOSTILE: Final = "W-001,=HYPERLINK(1)\nW-404,<b>Ada</b> \u05d0\u05d1\nW-010," + "M" * 300 + "\n"


def roster(*workers: str, **said: Any) -> Roster:  # noqa: ANN401 - fields of a line
    return Roster("ab" * 32, tuple(Listed(WorkerId(one), **said) for one in workers))


def held(workshop: Workshop, against: Roster, **narrowed: object) -> Reconciled:
    question = replace(NOW, roster=against, **narrowed)  # type: ignore[arg-type]  # fields of a question
    with workshop.look(SYSTEM) as work:
        return reconciled(work.session, question)


def where(found: Reconciled, place: Where) -> dict[str, str]:
    return {one.worker: one.note for one in found.lines if one.where is place}


@given(listed=st.sets(st.sampled_from([*(one.id for one in STAFF), "W-404", "W-405", "w-001"])))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_the_three_sets_are_disjoint_and_add_up(settled_once: Workshop, listed: set[str]) -> None:
    found = held(settled_once, roster(*listed))

    counts = Counter(one.where for one in found.lines)
    assert len({one.worker for one in found.lines}) == len(found.lines)
    assert counts[Where.BOTH] + counts[Where.ROSTER_ONLY] == found.on_roster == len(listed)
    assert counts[Where.BOTH] + counts[Where.RECORDS_ONLY] == found.on_record == len(THERE)
    assert set(where(found, Where.BOTH)) == listed & THERE
    assert set(where(found, Where.RECORDS_ONLY)) == THERE - listed


@pytest.fixture
def settled_once(workshop: Workshop) -> Workshop:
    return serving(workshop)


def test_each_difference_says_why(workshop: Workshop) -> None:
    found = held(serving(workshop), roster("W-001", "W-030", "W-404"))

    assert where(found, Where.ROSTER_ONLY) == {
        "W-030": "On record, and not as employed on that day.",
        "W-404": "No record has this id.",
    }
    assert where(found, Where.RECORDS_ONLY)["W-003"] == "Employed since 10 Dec 2025."


def test_a_roster_is_held_against_one_agreement(workshop: Workshop) -> None:
    found = held(serving(workshop), roster("W-001", "W-002"), agreement=TIDE)

    told = "On record, and not as serving this agreement on that day."
    assert where(found, Where.ROSTER_ONLY) == {"W-002": told}
    assert set(where(found, Where.RECORDS_ONLY)) == {"W-010"}


def test_whoever_the_roster_itself_has_not_there_is_left_out_and_told(workshop: Workshop) -> None:
    lists = (
        roster("W-001", ended_on=date(2025, 12, 31)),
        roster("W-002", hired_on=date(2026, 3, 1)),
    )
    people = tuple(one for each in lists for one in each.people)
    found = held(serving(workshop), Roster("cd" * 32, people))

    assert (found.on_roster, found.left_out) == (0, 2)
    notes = where(found, Where.RECORDS_ONLY)
    assert notes["W-001"] == "The roster has them ended on 31 Dec 2025."
    assert notes["W-002"] == "The roster has them hired later."


def test_one_person_under_two_ids_is_one_person(workshop: Workshop) -> None:
    with serving(workshop).work(SYSTEM) as work:
        same = SamePerson(
            duplicate=WorkerId("W-001"),
            survivor=WorkerId("W-003"),
            approved_by=MANAGER,
            reason="one person",
        )
        merge_workers(work, same)
    found = held(workshop, roster("W-001"))

    assert where(found, Where.BOTH) == {"W-001": "Counts as W-003."}
    assert "W-003" not in where(found, Where.RECORDS_ONLY)
    assert found.on_record == len(THERE) - 1


def test_the_roster_is_named_by_its_digest_and_hostile_names_are_only_names(
    workshop: Workshop,
) -> None:
    brought = read_roster(BytesIO(f"worker_id,name\n{HOSTILE}".encode()))
    with serving(workshop).look(SYSTEM) as work:
        answer = reconciliation(work.session, replace(NOW, roster=brought))
        rows = {row[0]: row for row in answer.rows}

    assert answer.header[0] == ("Roster, SHA-256", brought.sha256)
    assert rows["W-001"][3] == "The roster says “=HYPERLINK(1)”."
    assert rows["W-404"][1:3] == ("<b>Ada</b> \u05d0\u05d1", "roster_only")
    assert rows["W-010"][3] == f"The roster says “{'M' * 300}”."
    assert {"name", "note"} <= answer.typed


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("worker_id\nW-001\nW-001\n", "Row 3, worker_id: This row says the same as row 2."),
        ("name\nAda\n", "Row 1, worker_id: The column “worker_id” is missing."),
        ("worker_id,patient\nW-001,x\n", "The column “patient” is not known."),
        ("worker_id\n", "The file has no rows."),
        ("worker_id,ended_on\nW-001,soon\n", "Row 2, ended_on: Write the day as 2026-03-05"),
        ("worker_id,name\nW-001,a\x07b\n", "an invisible sign"),
        ("worker_id\n" + "\n".join(["W-1"] * 9), "3 more problems are not told here."),
    ],
)
def test_a_roster_that_cannot_be_read_says_why(written: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_roster(BytesIO(written.encode()))

    [fault] = refused.value.faults
    assert said in fault
    assert fault.field == "file"


@pytest.mark.parametrize(
    "narrowed", [{"roster": None}, {"team": "Claims"}, {"requirement": "part2-core-annual"}]
)
def test_a_question_that_has_no_answer_is_refused(
    workshop: Workshop, narrowed: dict[str, str]
) -> None:
    asked = replace(NOW, **{"roster": roster("W-001"), **narrowed})  # type: ignore[arg-type]  # fields of a question
    with workshop.look(SYSTEM) as work, pytest.raises(Refused):
        reconciled(work.session, asked)


def test_the_day_is_that_of_the_question(workshop: Workshop) -> None:
    then = held(serving(workshop), roster("W-030"), as_of=date(2025, 4, 30))

    assert where(then, Where.BOTH) == {"W-030": ""}
    assert TODAY not in {one.note for one in then.lines}
