"""Whoever writes over people or accounts in the database is found by the doctor."""

from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from lms.accounts.tables import AccountRow
from lms.actions.accounts.make_account import make_account
from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.people.tables import WorkerRow
from lms.reports.upkeep.people import DESCRIBED, accounts_differing, people_differing
from lms.reports.upkeep.soundness import soundness
from lms.standing.tables import StandingRow
from tests.builders import NOON
from tests.reports.ledger.history import lived

OTHER: Final[dict[str, Any]] = {
    "manager_id": "W-003",
    "hired_on": date(2001, 1, 1),
    "ended_on": date(2026, 1, 1),
    "merged_into": "W-010",
}
"""What is written over a column; over any other, a word."""
ADA: Final = "ada@alderquay.example"


@pytest.fixture
def peopled(workshop: Workshop, tmp_path: Path) -> Workshop:
    """The history, with an officer's account."""
    lived(workshop, tmp_path)
    with workshop.work(SYSTEM) as work:
        make_account(work, ADA, Role.OFFICER)
    return workshop


def differing(session: Session) -> list[list[str]]:
    return [[*people_differing(session)], [*accounts_differing(session)]]


def test_each_column_of_a_worker_is_held_to_what_was_recorded(peopled: Workshop) -> None:
    with peopled.look(SYSTEM) as work:
        assert differing(work.session) == [[], []]
    for name in (*DESCRIBED, "merged_into"):
        with peopled.rehearsal(SYSTEM) as work:
            of_one = update(WorkerRow).where(WorkerRow.id == "W-008")
            work.session.execute(of_one.values({name: OTHER.get(name, "another")}))
            assert differing(work.session) == [["W-008"], []], name


def test_a_worker_nobody_recorded_is_found_and_one_that_is_missing(peopled: Workshop) -> None:
    with peopled.rehearsal(SYSTEM) as work:
        row = work.session.get_one(WorkerRow, "W-008")
        work.session.expunge(row)
        copied = {column.name: getattr(row, column.name) for column in WorkerRow.__table__.columns}
        work.session.execute(insert(WorkerRow), [{**copied, "id": "W-999"}])
        assert differing(work.session) == [["W-999"], []]
    with peopled.rehearsal(SYSTEM) as work:
        work.session.execute(delete(StandingRow).where(StandingRow.worker_id == "W-008"))
        work.session.execute(delete(WorkerRow).where(WorkerRow.id == "W-008"))
        assert differing(work.session) == [["W-008"], []]


def test_a_merge_that_is_not_marked_is_found(peopled: Workshop) -> None:
    with peopled.rehearsal(SYSTEM) as work:
        work.session.execute(update(WorkerRow).values(merged_into=None))
        assert differing(work.session)[0] == ["W-002"]


def test_an_account_nobody_made_and_one_of_a_higher_role_are_found(peopled: Workshop) -> None:
    hers = update(AccountRow).where(AccountRow.email == ADA)
    with peopled.rehearsal(SYSTEM) as work:
        work.session.execute(hers.values(role=Role.ADMIN))
        assert differing(work.session) == [[], [ADA]]
    with peopled.rehearsal(SYSTEM) as work:
        work.session.execute(hers.values(worker_id="W-008"))
        assert differing(work.session) == [[], [ADA]]
    planted = {
        "id": UUID(int=666),
        "email": "nobody@example.org",
        "role": "officer",
        "theme": "device",
        "made_at": NOON,
    }
    with peopled.work(SYSTEM) as work:
        work.session.execute(insert(AccountRow), [planted])
    with peopled.look(SYSTEM) as work:
        found = next(one for one in soundness(work) if one.name == "people")
    assert not found.sound
    assert found.said == "These accounts were not made here with their roles: nobody@example.org."
