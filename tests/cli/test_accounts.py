"""Accounts from the server's own console."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.cli.main import main

LINK = re.compile(r"http://127\.0\.0\.1:8000/set-password/[A-Za-z0-9_-]{43}\n")


@pytest.fixture(autouse=True)
def _an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_an_account_is_made_and_its_link_alone_is_on_standard_output() -> None:
    made = run("account", "add", "Ada@Example.org", "--role", "admin")

    assert made.exit_code == 0
    assert LINK.fullmatch(made.stdout)
    assert made.stderr.startswith("ada@example.org, admin. The link works once, until ")


def test_a_new_link_is_another_one() -> None:
    first = run("account", "add", "ada@example.org", "--role", "auditor").stdout

    second = run("account", "link", "ada@example.org")

    assert second.exit_code == 0
    assert LINK.fullmatch(second.stdout)
    assert second.stdout != first


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("add", "ada", "--role", "admin"), 3, "like name@example.org"),
        (("add", "ada@example.org", "--role", "worker"), 3, "which worker"),
        (("add", "ada@example.org", "--role", "worker", "--worker", "W-1"), 3, "no such worker"),
        (("link", "ada@example.org"), 3, "has no account"),
        (("add", "ada@example.org"), 2, "--role"),
        (("add", "ada@example.org", "--role", "king"), 2, "king"),
    ],
)
def test_what_cannot_be_done_is_said_on_standard_error_with_its_status(
    words: tuple[str, ...], status: int, said: str
) -> None:
    refused = run("account", *words)

    assert refused.exit_code == status
    assert said in refused.stderr
    assert refused.stdout == ""


def test_nobody_has_an_account_by_default() -> None:
    run("init")

    assert "has no account" in run("account", "link", "admin@example.org").stderr


def test_a_wrong_setting_is_a_matter_of_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_TIME_ZONE", "Mars")

    refused = run("account", "link", "ada@example.org")

    assert refused.exit_code == 2
    assert "LMS_TIME_ZONE must be an IANA time zone" in refused.stderr
