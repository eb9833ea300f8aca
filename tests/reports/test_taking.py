"""The same question gives the same bytes: on either database, in any order of writing."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import create_engine, text

from lms.actions.grant_exception import Decision, grant_exception
from lms.actions.restate_standing import restate_standing
from lms.kernel.access import SYSTEM
from lms.kernel.files import FileStore
from lms.kernel.ids import WorkerId
from lms.kernel.upkeep.migrating import upgrade
from lms.kernel.work import Workshop
from lms.people.model import Listed, Roster
from lms.people.store import record_workers
from lms.reports.asking import Question
from lms.reports.taking import KINDS, Form
from lms.standing.records import ExceptionKind
from tests.builders import ORGANIZATION, StillClock, a_keyring, a_worker, counted_ids
from tests.reports.house import ANNUAL, COMPLETIONS, MANAGER, STAFF, TODAY, settle, settled
from tests.servers.databases import Databases, opened
from tests.servers.postgres import Server

ROSTER = Roster("ab" * 32, tuple(Listed(WorkerId(f"W-{one:03}")) for one in (1, 2, 404)))
NOW = Question(as_of=TODAY, today=TODAY, roster=ROSTER)
THEN = Question(as_of=date(2025, 6, 30), today=TODAY, roster=ROSTER)


def taken(workshop: Workshop, name: str, form: Form, question: Question = NOW) -> bytes:
    with workshop.look(SYSTEM) as work:
        return b"".join(KINDS[name].pieces(work.session, question, form))


def rows_of(csv_bytes: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes.decode(), newline="")))


FEWEST_LINES: Final = {"exceptions": 1, "coverage-matrix": 1, "before-access": 1, "retraining": 1}
"""On the earlier day nothing was decided yet; the house's course cites no section, and nobody
serves an agreement.
"""


def with_exceptions(workshop: Workshop) -> Workshop:
    """The known house, where one person was given more time and another is away."""
    with settled(workshop).work(SYSTEM) as work:
        for kind, worker in ((ExceptionKind.EXTENSION, "W-002"), (ExceptionKind.LEAVE, "W-003")):
            decision = Decision(
                kind=kind,
                worker=WorkerId(worker),
                requirement=ANNUAL.id if kind is ExceptionKind.EXTENSION else None,
                to_on=TODAY,
                approved_by=MANAGER,
                reason="=court testimony",
            )
            grant_exception(work, decision)
    return workshop


@pytest.fixture
def both(
    sqlite: Databases, postgresql: Databases, tmp_path: Path
) -> Iterator[tuple[Workshop, Workshop]]:
    """The same house on SQLite and on PostgreSQL."""
    with (
        opened(sqlite.migrated(tmp_path)) as small,
        opened(postgresql.migrated(tmp_path)) as large,
    ):
        files, keys = FileStore(tmp_path / "files"), a_keyring(tmp_path)
        made = [
            with_exceptions(
                Workshop(engine, ORGANIZATION, files, keys, StillClock(), counted_ids())
            )
            for engine in (small, large)
        ]
        yield made[0], made[1]


@pytest.mark.parametrize("question", [NOW, THEN], ids=["today", "an earlier day"])
def test_both_databases_give_the_same_bytes(
    both: tuple[Workshop, Workshop], question: Question
) -> None:
    for name, form in product(KINDS, Form):
        small, large = (taken(one, name, form, question) for one in both)

        assert small == large, (name, form)
        assert small.count(b"\n") >= FEWEST_LINES.get(name, 3), (name, form)


def test_the_language_of_the_server_changes_no_byte(
    server: Server, both: tuple[Workshop, Workshop], tmp_path: Path
) -> None:
    admin = create_engine(server.url(), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(
            text(
                "CREATE DATABASE in_english TEMPLATE template0 ENCODING 'UTF8' "
                "LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
            )
        )
    admin.dispose()
    mixed = [a_worker(id=WorkerId(number)) for number in ("w-1", "W-2", "W_3", "w 4", "Ä-5")]
    files, keys = FileStore(tmp_path / "files"), a_keyring(tmp_path)
    told = []
    with opened(server.url("in_english")) as english:
        upgrade(english)
        other = Workshop(english, ORGANIZATION, files, keys, StillClock(), counted_ids())
        with_exceptions(other)
        for house in (both[0], other):
            with house.work(SYSTEM) as work:
                record_workers(work.session, mixed, work.now, TODAY, "test")
                restate_standing(work, [one.id for one in mixed])
            told.append({name: taken(house, name, Form.CSV) for name in KINDS})

    assert told[0] == told[1]
    assert [row["worker_id"] for row in rows_of(told[1]["standing"])][-2:] == ["w-1", "Ä-5"]


def test_the_order_of_writing_changes_no_byte(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        settle(work, STAFF[::-1], completions=COMPLETIONS[::-1])
    backward = {name: taken(workshop, name, Form.CSV) for name in KINDS}

    assert [row["worker_id"] for row in rows_of(backward["completions"])] == [
        "W-001",
        "W-002",
        "W-010",
        "W-020",
    ]
    assert [row["worker_id"] for row in rows_of(backward["overdue"])] == [
        "W-011",
        "W-020",
        "W-002",
        "W-003",
    ]


def test_a_file_has_unix_line_ends_iso_dates_and_guarded_cells(workshop: Workshop) -> None:
    written = taken(settled(workshop), "completions", Form.CSV)

    assert b"\r" not in written
    cosmo = rows_of(written)[3]
    assert cosmo["worker_name"] == "'=Cosmo Reed"
    assert (cosmo["completed_on"], cosmo["completed_at"]) == (
        "2024-03-01",
        "2024-03-01T14:00:00+00:00",
    )
    assert cosmo["valid_through"] == ""
    assert cosmo["completion_id"] == "00000000-0000-0000-0000-000000000004"


def test_json_says_what_csv_says(workshop: Workshop) -> None:
    house = with_exceptions(workshop)
    for name in KINDS:
        written = json.loads(taken(house, name, Form.JSON))
        as_text = [
            {key: "" if cell is None else str(cell) for key, cell in row.items()}
            for row in written
        ]
        from_csv = [
            {key: cell.removeprefix("'") for key, cell in row.items()}
            for row in rows_of(taken(house, name, Form.CSV))
        ]
        assert as_text == from_csv
        assert len(written) >= FEWEST_LINES.get(name, 3) - 1


def test_the_columns_are_the_ones_that_scripts_rely_on() -> None:
    assert " ".join(column.name for column in KINDS["completions"].columns) == (
        "completion_id worker_id worker_name team role employer requirement reason course "
        "course_title course_version text_sha256 rules kind started_at completed_at "
        "completed_on time_zone attempt_id attempt_number score_percent pass_mark valid_through "
        "certificate agreements recorded_at recorded_by source document entry entry_sha256"
    )
    standing = (
        "as_of known_at worker_id worker_name team role manager_id requirement course status "
        "compliant act_by days_late completed_on course_version valid_through "
        "longest_interval_days certificate basis citation why"
    )
    assert " ".join(column.name for column in KINDS["standing"].columns) == standing
    assert " ".join(column.name for column in KINDS["overdue"].columns) == standing


def test_a_file_is_named_after_its_day() -> None:
    assert KINDS["completions"].file_name(THEN, Form.JSON) == "completions-2025-06-30.json"


def test_the_dictionary_tells_every_status() -> None:
    written = KINDS["standing"].dictionary

    assert written.startswith("# Standing\n")
    assert written.count("\n| `") == 21 + 12
