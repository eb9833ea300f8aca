"""Creating and upgrading the database."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.cli.main import main
from tests.servers.databases import opened


@pytest.fixture(autouse=True)
def _an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_what_a_first_start_makes_only_its_owner_can_read() -> None:
    made = run("init")

    found = [path for path in Path("var").rglob("*") if path.is_file()]
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in found}
    assert made.exit_code == 0
    assert set(modes) >= {"lms.db", "secret.key", "signing.pem", "public.json"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(Path("var/keys").stat().st_mode) == 0o700
    assert stat.S_IMODE(Path("var").stat().st_mode) == 0o700
    assert len(Path("var/secret.key").read_text()) >= 43


def test_a_second_start_leaves_everything_as_it_was() -> None:
    run("init")
    key = Path("var/secret.key").read_text()

    again = run("init")

    assert again.exit_code == 0
    assert "has the newest shape already" in again.stderr
    assert Path("var/secret.key").read_text() == key


def test_a_database_of_a_newer_program_is_refused_and_not_touched() -> None:
    run("init")
    with opened("sqlite:///var/lms.db") as engine, engine.begin() as connection:
        connection.exec_driver_sql("UPDATE lms_alembic_version SET version_num = '9999'")
    before = Path("var/lms.db").read_bytes()

    refused = run("upgrade")

    assert refused.exit_code == 3
    assert "newer than this program" in refused.stderr
    assert Path("var/lms.db").read_bytes() == before
