"""Files are checked at a console that knows no database."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.cli.main import main
from tests.certificates.samples import CLAIM, KEY, PLAIN
from tests.certificates.sealing import issued


@pytest.fixture(autouse=True)
def _files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.pdf").write_bytes(issued())
    Path("bad.pdf").write_bytes(issued().replace(b"Lakeside", b"Lakesied", 1)[:-1])
    Path("symbol.txt").write_text(f"{PLAIN.verify_url}#{PLAIN.letters}")
    Path("keys.pub").write_text(KEY.public.minisign_public)


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["verify", *words], input=typed)


def test_genuine_files_are_told_and_no_database_is_made() -> None:
    said = run("good.pdf", "symbol.txt", "--key", "keys.pub")

    assert said.exit_code == 0
    assert f"GENUINE good.pdf: certificate {CLAIM.number}" in said.stdout
    assert "GENUINE symbol.txt: the symbol of" in said.stdout
    assert not Path("var").exists()


def test_one_broken_file_among_others_is_named_and_is_a_status() -> None:
    said = run("good.pdf", "bad.pdf", "--key", "keys.pub")

    assert said.exit_code == 1
    assert "GENUINE good.pdf" in said.stdout
    assert "BROKEN bad.pdf: " in said.stdout
    assert "Traceback" not in said.output


def test_what_a_camera_read_may_come_from_the_keyboard() -> None:
    said = run("-", "--key", "keys.pub", typed=f"{PLAIN.verify_url}#{PLAIN.letters}\n")

    assert said.exit_code == 0
    assert "GENUINE" in said.stdout


def test_without_a_key_our_own_are_trusted() -> None:
    assert CliRunner().invoke(main, ["init"]).exit_code == 0

    said = run("good.pdf")

    assert said.exit_code == 1
    assert f"BROKEN good.pdf: it is signed with a foreign key, {KEY.id}" in said.stdout


def test_all_keys_that_were_shown_are_trusted_at_once() -> None:
    CliRunner().invoke(main, ["init"])
    CliRunner().invoke(main, ["keys", "rotate"])
    shown = CliRunner().invoke(main, ["keys", "show"]).stdout
    Path("keys.pub").write_text(shown + KEY.public.pem)

    assert run("good.pdf", "--key", "keys.pub").exit_code == 0


def test_a_file_of_keys_that_holds_none_is_told() -> None:
    Path("keys.pub").write_text("nothing of the kind")

    said = run("good.pdf", "--key", "keys.pub")

    assert said.exit_code == 2
    assert "keys.pub holds no public key" in said.stderr
