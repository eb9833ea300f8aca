"""Records whose time is over are destroyed; what remains is sound, and says what is gone."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from lms.actions.imports.import_workers import import_workers
from lms.actions.ledger.destroy_records import Destroyed, destroy_records
from lms.actions.ledger.hold_records import Holding, hold_records
from lms.actions.ledger.lift_hold import lift_hold
from lms.certificates.store import certificates_held
from lms.evidence.tables import EntryRow, TombstoneRow
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Forbidden, NotFound, Refused
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.work import Workshop
from lms.reports.agreement.pack.made import pack_made
from lms.reports.agreement.pack.scope import scope_of
from lms.reports.agreement.room.answers import answers_of
from lms.reports.asking import Question
from lms.reports.ledger.bound import TABLES
from lms.reports.ledger.breaks import breaks
from lms.reports.ledger.destroyed import destroyed_files
from lms.reports.ledger.held import held
from lms.reports.ledger.naming import Wrong
from lms.reports.ledger.personal import personal_rows
from lms.reports.upkeep.soundness import soundness
from lms.reports.verifying.state import verification
from lms.standing.tables import CompletionRow
from tests.actions.school import TAKER, School
from tests.builders import StillClock, an_actor
from tests.reports.agreement.pack.house import members
from tests.reports.ledger.history import lived
from tests.reports.ledger.tampering import unguarded

TOVA = WorkerId("W-001")
OTHER = an_actor(worker=WorkerId("W-003"), account="account-of-other")
BOTH = (TOVA, WorkerId("W-002"))
HEAD = "worker_id,name,team,manager_id,hired_on,ended_on\n"
LEFT = HEAD + (
    "W-001,Tova Lindqvist,Claims,W-010,2025-03-03,2026-02-10\n"
    "W-002,Tova Lindquist,Claims,W-010,2025-03-03,2026-02-10\n"
    "W-012,Worker 12,Claims,,2025-03-03,2026-02-10\n"
)
JOINED = HEAD + "W-990,Maren Gild,Claims,,2033-01-01,\n"


@pytest.fixture
def school(workshop: Workshop, tmp_path: Path, clock: StillClock) -> School:
    """The history, of which three ids left in 2026; it is 2033 now, and somebody joined."""
    school = lived(workshop, tmp_path)
    let_go(workshop)
    clock.forward(days=12)
    bring_in(workshop, LEFT)
    clock.now = clock.now.replace(year=2033)
    bring_in(workshop, JOINED)
    school.hand_in(school.begin(OTHER), actor=OTHER)
    return school


def let_go(workshop: Workshop) -> None:
    """Lift the holds of the history."""
    with workshop.work(SYSTEM) as work:
        for hold in held(work.session):
            lift_hold(work, hold.id, "settled")


def bring_in(workshop: Workshop, file: str) -> None:
    with workshop.work(SYSTEM) as work:
        assert not import_workers(work, BytesIO(file.encode())).problems


def destroyed(workshop: Workshop, worker: str = TOVA) -> Destroyed:
    with workshop.work(SYSTEM) as work:
        return destroy_records(work, WorkerId(worker))


def test_everything_personal_goes_and_all_that_is_left_is_sound(school: School) -> None:
    with school.workshop.look(SYSTEM) as work:
        (first, *_) = certificates_held(work.session, TOVA)
    gone = destroyed(school.workshop)

    with school.workshop.look(SYSTEM) as work:
        assert list(personal_rows(work.session, BOTH)) == []
        assert [*breaks(work.session)] == []
        with pytest.raises(NotFound, match=f"entry {gone.entry.number} of the ledger"):
            verification(work.session, first.number, work.now.date())
        found = {one.name: one for one in soundness(work)}
        assert found["standing"].sound
        assert f"{len(gone.rows)} rows were destroyed under retention" in found["facts"].said
        kept = work.session.scalar(select(func.count()).select_from(TombstoneRow))
        statement = work.session.get_one(EntryRow, gone.entry.number).statement
        words = str([work.session.execute(select(one)).all() for one in TABLES.values()])
    assert kept == len(gone.rows) > 20
    assert {row.table.name for row in gone.rows} >= {"lms_completion", "lms_answer", "lms_merge"}
    assert len(gone.files) == 2
    with school.workshop.look(SYSTEM) as work:
        assert sorted(destroyed_files(work.session)) == sorted(gone.files)
    assert '"workers":["W-001","W-002"]' in statement
    assert "Lindqvist" not in words
    assert "Lindquist" not in words


def test_a_pack_says_that_of_those_who_left_records_may_be_gone(school: School) -> None:
    told = []
    for _ in range(2):
        out = BytesIO()
        with school.workshop.look(SYSTEM) as work:
            today = work.now.date()
            asked = Question(today, today, agreement=AgreementId("A-1"), alone=True)
            assert not pack_made(work, asked, out).broken
            answers = answers_of(work.session, scope_of(work.session, asked))
        told.append(members(out.getvalue())["index.html"].decode() + answers.asked[0].note)
        if len(told) == 1:
            destroyed(school.workshop)

    before, after = told
    assert "destroyed" not in before
    assert after.count("(45 CFR 164.316(b)(2)(i)), the last time on 12 Feb 2033.") == 2
    assert "Tova Lindqvist" in before
    assert "Tova Lindqvist" not in after


def test_of_many_that_came_in_by_one_file_some_may_go(school: School) -> None:
    destroyed(school.workshop, "W-012")
    destroyed(school.workshop)

    with unguarded(school.workshop.engine) as session:
        assert [*breaks(session)] == []
        session.execute(
            update(CompletionRow)
            .where(CompletionRow.worker_id == "W-013")
            .values(completed_on=date(2020, 1, 1))
        )
        (found,) = breaks(session)
    assert (found.wrong, found.table) == (Wrong.ALTERED, "lms_completion")


def test_a_tombstone_that_no_entry_binds_is_found(school: School) -> None:
    with school.workshop.look(SYSTEM) as work:
        rows = personal_rows(work.session, [WorkerId("W-013")])
        (row,) = [one for one in rows if one.table.name == "lms_completion"]
    with unguarded(school.workshop.engine) as session:
        stone = TombstoneRow(
            table_name="lms_completion",
            row_key=str(row.key[0]),
            row_sha256=row.digest,
            row_entry=row.entry,
            entry=1,
        )
        session.add(stone)
        session.flush()
        session.execute(delete(CompletionRow).where(CompletionRow.worker_id == "W-013"))
        (found,) = breaks(session)

    assert (found.wrong, found.table, found.entry) == (Wrong.ADDED, "lms_tombstone", 1)


def test_the_gate_is_open_to_what_has_a_tombstone_and_to_nothing_else(school: School) -> None:
    destroyed(school.workshop)
    for statement in ("DELETE FROM lms_completion", "UPDATE lms_completion SET team = 'x'"):
        with school.workshop.engine.connect() as connection:
            with pytest.raises(DBAPIError, match="lms_completion only grows"):
                connection.execute(text(statement))
            connection.rollback()


def test_what_is_too_young_or_held_or_somebody_elses_stays(
    school: School, clock: StillClock
) -> None:
    with school.workshop.work(SYSTEM) as work:
        hold_records(work, Holding(matter="33-1", worker=WorkerId("W-002"), reason="a dispute"))
        with pytest.raises(Refused, match="held for 33-1"):
            destroy_records(work, TOVA)
        with pytest.raises(NotFound):
            destroy_records(work, WorkerId("W-003"))
    with school.workshop.work(TAKER) as work, pytest.raises(Forbidden):
        destroy_records(work, TOVA)
    clock.now = clock.now.replace(year=2031)
    with school.workshop.work(SYSTEM) as work, pytest.raises(Refused, match="kept through 2032"):
        destroy_records(work, WorkerId("W-012"))


def test_what_is_newest_of_its_kind_waits_for_another(
    workshop: Workshop, tmp_path: Path, clock: StillClock
) -> None:
    lived(workshop, tmp_path)
    let_go(workshop)
    bring_in(workshop, LEFT)
    clock.now = clock.now.replace(year=2033, month=7)

    with workshop.work(SYSTEM) as work, pytest.raises(Refused, match="Nothing was recorded since"):
        destroy_records(work, WorkerId("W-012"))
