"""The keys, shown and changed from the console."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.cli.main import main
from lms.kernel.keyring import Keyring
from lms.kernel.signing import PublicKey


@pytest.fixture(autouse=True)
def _a_first_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init").exit_code == 0


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("form", [(), ("--pem",)])
def test_public_keys_are_shown_and_no_secret_is(form: tuple[str, ...]) -> None:
    shown = run("keys", "show", *form)

    current = Keyring(Path("var/keys")).current
    assert shown.exit_code == 0
    assert PublicKey.read(shown.stdout) == current.public
    assert f"Key {current.id} signs from " in shown.stderr
    assert current.pem.decode().splitlines()[1] not in shown.output


def test_a_key_is_rotated_and_the_old_one_is_shown_for_ever() -> None:
    old = Keyring(Path("var/keys")).current

    rotated = run("keys", "rotate")

    new = Keyring(Path("var/keys")).current
    assert rotated.exit_code == 0
    assert PublicKey.read(rotated.stdout) == new.public != old.public
    shown = run("keys", "show").stdout
    assert shown.index(old.public.minisign_public) < shown.index(new.public.minisign_public)


def test_a_folder_of_keys_that_is_not_there_is_a_sentence_and_a_status() -> None:
    refused = CliRunner().invoke(main, ["keys", "show"], env={"LMS_KEYS": "elsewhere"})

    assert refused.exit_code == 2
    assert "LMS_KEYS: elsewhere/public.json cannot be read" in refused.stderr
    assert "part2-lms init" in refused.stderr
