"""The product on its own."""

import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request

from lms.kernel.errors import Conflict, Unavailable
from lms.standalone import create_app
from tests.accounts.people import workshop_of

Make = Callable[..., Flask]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Make the application in an empty folder, with these settings."""
    monkeypatch.chdir(tmp_path)
    made: list[Flask] = []

    def create(**settings: Any) -> Flask:  # noqa: ANN401 - whatever a setting may be
        made.append(create_app({f"LMS_{name}": value for name, value in settings.items()}))
        return made[-1]

    yield create
    for app in made:
        workshop_of(app).engine.dispose()


def test_a_first_start_makes_the_folder_the_key_and_the_database(make: Make) -> None:
    make()

    assert stat.S_IMODE(Path("var").stat().st_mode) == 0o700
    for name in ("lms.db", "secret.key"):
        assert stat.S_IMODE((Path("var") / name).stat().st_mode) == 0o600


def test_two_starts_share_one_key_so_that_nobody_is_signed_out(make: Make) -> None:
    assert make().secret_key == make().secret_key


def test_the_root_leads_to_ones_training(make: Make) -> None:
    answer = make(URL_PREFIX="/learn").test_client().get("/")

    assert (answer.status_code, answer.location) == (302, "/learn/")


def test_on_this_machine_without_tls_the_cookie_still_works(make: Make) -> None:
    answer = make().test_client().get("/sign-in", base_url="http://127.0.0.1:8000")

    assert answer.headers["Set-Cookie"].startswith("session=")
    assert "Secure" not in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize(
    ("proxies", "address", "secure"),
    [(0, "127.0.0.1", False), (1, "203.0.113.9", True), (2, "198.51.100.7", True)],
)
def test_as_many_proxies_are_believed_as_stand_in_front(
    make: Make, proxies: int, address: str, *, secure: bool
) -> None:
    app = make(PROXY=proxies)
    seen: list[tuple[str | None, bool]] = []
    app.before_request(lambda: seen.append((request.remote_addr, request.is_secure)))

    app.test_client().get(
        "/healthz",
        headers={
            "X-Forwarded-For": "198.51.100.7, 203.0.113.9",
            "X-Forwarded-Proto": "https, https",
            "X-Forwarded-Host": "evil.example",
        },
    )

    assert seen == [(address, secure)]


def test_a_server_is_told_to_upgrade_a_database_that_others_may_use(
    make: Make, empty_url: str
) -> None:
    if empty_url.startswith("sqlite"):
        assert make(DATABASE_URL=empty_url).test_client().get("/healthz").status_code == 200
    else:
        with pytest.raises(Conflict, match="part2-lms upgrade"):
            make(DATABASE_URL=empty_url)


def test_a_folder_that_cannot_be_made_is_said_by_its_name(make: Make) -> None:
    Path("var").write_text("a file where a folder should be")

    with pytest.raises(Unavailable, match=r"var/secret\.key cannot be made"):
        make()


def test_whoever_only_shows_lessons_loads_nothing_that_reads_them() -> None:
    code = "import sys, lms.standalone; print('markdown_it' in sys.modules, 'nh3' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert said.stdout == "False False\n"
