"""Reports from the console: the bytes of the page, to a file or to standard output."""

import csv
import io
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from lms.cli import reports as module
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.taking import KINDS, Form
from lms.standing.civil import day_ends_at
from tests.cli.running import house, run
from tests.reports.agreement.clients import TIDE, bring_clients
from tests.reports.house import TODAY

DAY = ("--as-of", TODAY.isoformat())


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Workshop]:
    """The known house, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    workshop = house()
    yield workshop
    workshop.engine.dispose()


@pytest.mark.parametrize("form", list(Form))
def test_standard_output_holds_the_bytes_of_the_report_and_nothing_else(
    known: Workshop, form: Form
) -> None:
    with known.look(SYSTEM) as work:
        house, zone = work.organization.name, work.organization.time_zone
        ends = day_ends_at(TODAY, zone)
        question = Question(TODAY, TODAY, team="Claims", known_at=TODAY, known_before=ends)
        expected = b"".join(KINDS["completions"].pieces(work.session, question, form, house))

    then = ("--known-at", TODAY.isoformat())
    taken = run("report", "completions", *DAY, *then, "--team", "Claims", "--format", form)

    assert taken.exit_code == 0
    assert taken.stdout_bytes == expected
    assert taken.stderr == ""


FEWEST: Final = {"exceptions": 0, "coverage-matrix": 0, "before-access": 0, "retraining": 0}
"""Rows of the known house: nobody was excepted or serves, and no section is asked about."""


@pytest.mark.parametrize("name", [one.name for one in KINDS.values() if not one.needs])
def test_every_report_is_taken_as_csv_if_nothing_is_told(name: str) -> None:
    taken = run("report", name, "--requirement", "part2-core-annual")

    header, *rows = csv.reader(io.StringIO(taken.stdout, newline=""))
    assert tuple(header) == tuple(column.name for column in KINDS[name].columns)
    assert len(rows) >= FEWEST.get(name, 3)


def test_what_was_known_then_can_be_asked_of_completions() -> None:
    taken = run("report", "completions", *DAY, "--known-at", "2024-12-26", "--format", "json")

    assert [row["worker_id"] for row in json.loads(taken.stdout)] == ["W-020"]


def test_a_file_is_written_with_its_dictionary_beside_it(tmp_path: Path) -> None:
    told = run("report", "standing", *DAY, "-o", "x.csv")

    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == "Standing written to x.csv.\n"
    assert (tmp_path / "x.csv").read_bytes() == run("report", "standing", *DAY).stdout_bytes
    assert (tmp_path / "x.csv.dictionary.md").read_text() == KINDS["standing"].dictionary
    assert sorted(path.name for path in tmp_path.glob("x*")) == ["x.csv", "x.csv.dictionary.md"]


def test_json_needs_no_dictionary(tmp_path: Path) -> None:
    assert run("report", "overdue", *DAY, "--format", "json", "-o", "x.json").exit_code == 0

    assert [path.name for path in tmp_path.glob("x*")] == ["x.json"]


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    told = run("report", "standing", "-o", tmp_path / "nowhere" / "x.csv")

    assert told.exit_code == 3
    assert "could not be written" in told.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_refused_question_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("old")

    told = run("report", "standing", "--requirement", "nothing", "-o", "x.csv")

    assert told.exit_code == 3
    assert "no requirement “nothing”" in told.stderr
    assert (tmp_path / "x.csv").read_text() == "old"


def test_a_report_of_one_agreement_is_of_whoever_serves_it(known: Workshop) -> None:
    with known.work(SYSTEM) as work:
        bring_clients(work)

    taken = run("report", "standing", *DAY, "--agreement", TIDE)

    rows = csv.DictReader(io.StringIO(taken.stdout, newline=""))
    assert {row["worker_id"] for row in rows} == {"W-001", "W-010", "W-030"}


def test_an_agreement_that_is_not_there_is_refused_by_name(known: Workshop) -> None:
    assert "There are: none yet." in run("report", "gaps", "--agreement", "Q-1").stderr
    with known.work(SYSTEM) as work:
        bring_clients(work)

    refused = run("report", "gaps", "--agreement", "Q-1")

    assert refused.exit_code == 3
    assert "There is no agreement “Q-1”. There are: QSOA-014, QSOA-021." in refused.stderr


def test_a_roster_is_held_against_the_records_and_named_by_its_digest(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_bytes(b"worker_id,name\nW-001,Tova Lindqvist\nW-404,Ada\n")
    digest = sha256((tmp_path / "staff.csv").read_bytes()).hexdigest()

    told = run("report", "reconciliation", "--roster", "staff.csv", *DAY, "-o", "x.csv")

    assert told.exit_code == 0
    assert f"Roster, SHA-256: {digest}\n" in told.stderr
    assert "On record alone: 5\n" in told.stderr
    assert (tmp_path / "x.csv").read_text().splitlines()[:2] == [
        "worker_id,name,where,note",
        "W-001,Tova Lindqvist,both,",
    ]
    assert f"- Roster, SHA-256: {digest}\n" in (tmp_path / "x.csv.dictionary.md").read_text()


def test_an_access_list_is_held_against_training(tmp_path: Path) -> None:
    (tmp_path / "access.csv").write_text("worker_id,system,granted_on\nW-001,Vault,2025-06-01\n")

    told = run("report", "before-access", "--access-list", "access.csv", "--format", "json")

    assert [row["exception"] for row in json.loads(told.stdout)] == ["yes"]
    refused = run("report", "standing", "--access-list", "access.csv")
    assert "--access-list is not for standing. Leave it out." in refused.stderr


def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("id\n7\n")

    refused = run("report", "reconciliation", "--roster", "staff.csv")

    assert refused.exit_code == 3
    assert "The column “worker_id” is missing." in refused.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reconciliation",), "reconciliation needs --roster FILE."),
        (("shoes",), f"is no report. There are: {', '.join(KINDS)}."),
        (("standing", "--format", "doc"), "is no format. Take csv, json, xlsx or pdf."),
        (("standing", "--as-of", "5 March"), "Write the day as 2026-03-05"),
        (("standing", "--known-at", "yesterday"), "Write the day as 2026-03-05"),
        (("standing", "--roster", "."), "is a directory"),
        (("standing", "--roster", "none.csv"), "does not exist"),
    ],
)
def test_what_this_version_does_not_do_is_said_plainly(words: tuple[str, ...], said: str) -> None:
    refused = run("report", *words)

    assert refused.exit_code == 2
    assert said in " ".join(refused.stderr.split())
    assert refused.stdout == ""


def test_long_work_says_on_a_terminal_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", -1)
    pieces = [b"a" * 2_000_000, b"b"]

    assert list(module._watched(iter(pieces))) == pieces  # noqa: SLF001 - what a pipe does not show
    assert capsys.readouterr().err == ""

    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert list(module._watched(iter(pieces))) == pieces  # noqa: SLF001 - what a pipe does not show
    assert capsys.readouterr().err == "2 MB so far …\n2 MB so far …\n"
