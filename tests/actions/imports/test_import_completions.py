"""Training done elsewhere is brought in whole or not at all, each on its own day."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from lms.actions.imports.import_completions import import_completions
from lms.kernel.access import SYSTEM
from lms.kernel.files import FileStore
from lms.kernel.sheets import Imported
from lms.kernel.work import Workshop
from lms.reports.learning.worth import worth_of
from lms.reports.ledger.breaks import breaks
from lms.reports.ledger.naming import Wrong
from lms.standing.tables import CompletionRow, StandingRow
from tests.actions.imports.incoming import brought, kept, nothing_altered, wrong
from tests.builders import ORGANIZATION, StillClock, a_keyring, counted_ids
from tests.reports.house import ANNUAL, BASICS, STAFF, TODAY, settle, settled
from tests.servers.databases import Databases, opened

HEAD = (
    "worker_id,course,completed_at,course_version,score_percent,document,approved_by,recorded_at"
)
HOLLIS = "W-002,part2-core,2024-02-01,,90,old system 1,W-010,"
LATER = "W-002,part2-core,2025-01-20T23:30:00-05:00,1,,old system 2,W-010,"


@pytest.fixture
def new(workshop: Workshop) -> Workshop:
    """The known house, where nobody has completed anything yet."""
    with workshop.work(SYSTEM) as work:
        settle(work, completions=())
    return workshop


def rows_of(workshop: Workshop) -> list[CompletionRow]:
    """Everything completed, oldest first."""
    with workshop.look(SYSTEM) as work:
        query = select(CompletionRow).order_by(CompletionRow.completed_on)
        rows = work.session.scalars(query).all()
        work.session.expunge_all()
    return list(rows)


def test_a_history_is_worked_out_day_by_day_as_if_it_had_been_recorded_then(new: Workshop) -> None:
    assert brought(new, import_completions, HEAD, LATER, HOLLIS) == Imported(created=2)

    first, second = rows_of(new)
    assert (first.completed_on, first.valid_through) == (date(2024, 2, 1), date(2025, 2, 1))
    assert (first.reason, first.requirement, first.kind) == ("onboarding", ANNUAL.id, "external")
    assert first.completed_at == datetime(2024, 2, 1, 17, tzinfo=UTC)
    assert (first.course_version, first.text_sha256, first.certificate) == (None, "", "")
    # In the window, so that the anniversary is kept; and on the worker's own day.
    assert (second.completed_on, second.valid_through) == (date(2025, 1, 20), date(2026, 2, 1))
    assert (second.reason, second.course_version) == ("renewal", 1)
    assert (second.source, second.approved_by) == ("import", "W-010")
    assert nothing_altered(new)


def test_after_many_rows_postgresql_plans_by_what_the_table_holds(
    postgresql: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.kernel.intake.staging.MANY", 1)
    asked = text("SELECT reltuples FROM pg_class WHERE relname = 'lms_completion'")
    with opened(postgresql.migrated(tmp_path)) as engine:
        files, keys = FileStore(tmp_path / "files"), a_keyring(tmp_path)
        new = Workshop(engine, ORGANIZATION, files, keys, StillClock(), counted_ids())
        with new.work(SYSTEM) as work:
            settle(work, completions=())
        with new.look(SYSTEM) as work:
            assert (work.session.scalar(asked) or 0) <= 0
        brought(new, import_completions, HEAD, LATER, HOLLIS)
        with new.look(SYSTEM) as work:
            assert work.session.scalar(asked) == 2


def test_each_is_worth_what_recording_them_one_by_one_would_give(new: Workshop) -> None:
    for line in (HOLLIS, LATER):
        with new.look(SYSTEM) as work:
            day = date.fromisoformat(line.split(",")[2][:10])
            expected = worth_of(work.session, STAFF[1].id, BASICS, day)
        brought(new, import_completions, HEAD, line)
        row = rows_of(new)[-1]
        assert (row.valid_through, row.reason) == (expected.valid_through, expected.reason.value)


def test_standing_follows_in_the_same_transaction(new: Workshop) -> None:
    brought(new, import_completions, HEAD, HOLLIS, LATER)

    with new.look(SYSTEM) as work:
        through = work.session.scalar(
            select(StandingRow.valid_through).where(StandingRow.worker_id == "W-002")
        )
    assert through == date(2026, 2, 1)


def test_the_same_file_twice_changes_nothing_also_with_instants_of_recording(
    new: Workshop,
) -> None:
    dated = HOLLIS + "2024-02-02T09:00:00-05:00"
    first = brought(new, import_completions, HEAD, dated, LATER)
    again = brought(new, import_completions, HEAD, dated, LATER)

    assert (first, again) == (Imported(created=2), Imported(unchanged=2))
    assert kept(new, CompletionRow) == (2, ["CompletionsImported"])
    assert rows_of(new)[0].recorded_at == datetime(2024, 2, 2, 14, tzinfo=UTC)


def test_what_is_known_and_told_otherwise_is_corrected_by_hand(new: Workshop) -> None:
    brought(new, import_completions, HEAD, HOLLIS)

    told = brought(new, import_completions, HEAD, HOLLIS.replace(",90,", ",95,"))

    assert wrong(told) == [(2, "completed_at")]
    assert "Correct it on the worker's page." in told.problems[0].message
    assert kept(new, CompletionRow)[0] == 1


def test_the_instant_of_recording_is_only_for_the_first_load(workshop: Workshop) -> None:
    settled(workshop)

    told = brought(workshop, import_completions, HEAD, HOLLIS + "2024-02-02T09:00:00-05:00")

    assert wrong(told) == [(2, "recorded_at")]
    assert "only for the first load of a history" in told.problems[0].message


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        (HOLLIS.replace("W-002", "W-999"), "worker_id", "There is no worker W-999"),
        (HOLLIS.replace("part2-core", "shoes"), "course", "No version of “shoes” is published"),
        (LATER.replace("-05:00,1,", "-05:00,7,"), "course_version", "has no version 7"),
        (HOLLIS.replace("W-010", "W-002"), "approved_by", "Nobody approves their own"),
        (HOLLIS.replace("2024-02-01", "2026-02-01"), "completed_at", "lies in the future"),
        (HOLLIS.replace("2024-02-01", "2024-01-09"), "completed_at", "was hired on 2024-01-10"),
        (HOLLIS.replace("2024-02-01", "1 Feb"), "completed_at", "or the instant as"),
        (LATER.replace("-05:00", ""), "completed_at", "Write the instant as"),
        (HOLLIS.replace(",90,", ",101,"), "score_percent", "from 0 to 100"),
        (HOLLIS.replace("old system 1", ""), "document", "must not be"),
        (HOLLIS + "2024-01-31T09:00:00-05:00", "recorded_at", "before it was completed"),
        (LATER + "2025-01-20T23:00:00-05:00", "recorded_at", "before it was completed"),
        (HOLLIS + "2026-01-31T09:00:00-05:00", "recorded_at", "lies in the future"),
    ],
)
def test_what_cannot_have_been_is_refused_and_nothing_is_written(
    new: Workshop, line: str, column: str, said: str
) -> None:
    control = "W-010,part2-core,2024-02-01,,90,old system 9,W-011,"

    told = brought(new, import_completions, HEAD, control, line)

    assert wrong(told) == [(3, column)]
    assert said in told.problems[0].message
    assert kept(new, CompletionRow) == (0, [])


def test_two_rows_of_one_day_are_found_however_the_day_is_written(new: Workshop) -> None:
    same = LATER.replace("2025-01-20T23:30:00-05:00", "2025-01-20")

    assert wrong(brought(new, import_completions, HEAD, LATER, same)) == [(3, "worker_id")]


def test_today_is_the_workers_own_day(new: Workshop) -> None:
    today = HOLLIS.replace("2024-02-01", f"{TODAY}T06:00:00-05:00")

    assert brought(new, import_completions, HEAD, today).created == 1


def test_a_row_that_somebody_changed_in_the_database_is_found(new: Workshop) -> None:
    brought(new, import_completions, HEAD, HOLLIS)
    with new.work(SYSTEM) as work:
        work.session.execute(text(_without_guard(new)))
        work.session.execute(text("UPDATE lms_completion SET completed_on = '2024-01-31'"))

    with new.look(SYSTEM) as work:
        (found,) = [one for one in breaks(work.session) if one.wrong is Wrong.ALTERED]
    assert (found.table, found.entry) == ("lms_completion", 1)


def _without_guard(workshop: Workshop) -> str:
    if workshop.engine.dialect.name == "sqlite":
        return "DROP TRIGGER lms_completion_no_update"
    return "ALTER TABLE lms_completion DISABLE TRIGGER lms_completion_no_change"
