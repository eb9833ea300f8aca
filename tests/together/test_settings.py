"""Settings: where they come from, and how a wrong one is told."""

from pathlib import Path

import pytest

from lms.kernel.errors import InvalidSettings
from lms.settings.opening import secret_key
from lms.settings.read import MUST_BE, Settings, read_settings

ENOUGH = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for key in Settings.model_fields:
        monkeypatch.delenv(f"LMS_{key.upper()}", raising=False)


def test_a_host_comes_before_the_environment_and_that_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = [f"LMS_{name}=from the file" for name in ("ORGANIZATION", "CONTACT_NAME", "SIGNATORY")]
    (tmp_path / ".env").write_text("\n".join([*lines, "SOMEBODY_ELSES=1"]))
    for name in ("ORGANIZATION", "CONTACT_NAME"):
        monkeypatch.setenv(f"LMS_{name}", "from the environment")

    settings = read_settings({"LMS_ORGANIZATION": "from the host", "SECRET_KEY": "the host's own"})

    assert (settings.organization, settings.contact_name, settings.signatory) == (
        "from the host",
        "from the environment",
        "from the file",
    )


def test_without_a_setting_the_product_runs_on_this_machine() -> None:
    settings = read_settings()

    assert settings.database_file == Path("var/lms.db")
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.url_prefix == "/training"
    assert set(settings.hosts) == {"127.0.0.1", "localhost", "::1"}


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("database_url", "mysql://somewhere"),
        ("database_url", "sqlite:///"),
        ("database_url", "sqlite://"),
        ("content", "/nowhere/at/all"),
        ("secret_key", "short"),
        ("public_url", "training.example.org"),
        ("public_url", "http://training.example.org"),
        ("public_url", "https://"),
        ("public_url", "https://example.org/?a=b"),
        ("public_url", "javascript:alert(1)"),
        ("organization", " "),
        ("contact_email", "not an address"),
        ("contact_email", "a@b\r\nBcc: c@d"),
        ("time_zone", "Mars/Olympus"),
        ("demonstration", "perhaps"),
        ("url_prefix", "training"),
        ("url_prefix", "/training/"),
        ("url_prefix", "//evil.example"),
        ("session_idle_minutes", "4"),
        ("session_idle_minutes", "an hour"),
        ("session_idle_minutes_privileged", "721"),
        ("session_hours", "25"),
        ("proxy", "-1"),
        ("proxy", "many"),
    ],
)
def test_a_wrong_value_is_refused_by_its_key_and_what_it_must_be(key: str, wrong: str) -> None:
    with pytest.raises(InvalidSettings) as refused:
        read_settings({f"LMS_{key.upper()}": wrong})

    assert str(refused.value).startswith(f"LMS_{key.upper()} must be ")
    assert MUST_BE.get(key, "a text that is not empty") in str(refused.value)


def test_a_secret_is_not_in_the_message_that_refuses_it() -> None:
    with pytest.raises(InvalidSettings) as refused:
        read_settings({"LMS_SECRET_KEY": "hunter2"})

    assert "hunter2" not in str(refused.value)
    assert ENOUGH not in repr(read_settings({"LMS_SECRET_KEY": ENOUGH}))


def test_a_misspelled_key_is_refused_wherever_it_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(InvalidSettings, match=r"LMS_ORGANISATION in the host's configuration"):
        read_settings({"LMS_ORGANISATION": "Alder Quay"})
    monkeypatch.setenv("LMS_DATABSE_URL", "sqlite:///x.db")
    with pytest.raises(InvalidSettings, match=r"LMS_DATABSE_URL in the environment"):
        read_settings()
    monkeypatch.delenv("LMS_DATABSE_URL")
    (tmp_path / ".env").write_text("LMS_TIMEZONE=UTC\n")
    with pytest.raises(InvalidSettings, match=r"LMS_TIMEZONE in \.env"):
        read_settings()


def test_a_key_of_the_tests_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LMS_TEST_PG_BIN", "/usr/bin")

    assert read_settings().organization == "Your organization"


@pytest.mark.parametrize("url", ["postgresql://lms@db/lms", "postgresql+psycopg://lms@db/lms"])
def test_postgresql_is_reached_by_the_driver_that_comes_with_the_product(url: str) -> None:
    settings = read_settings({"LMS_DATABASE_URL": url})

    assert settings.database_url == "postgresql+psycopg://lms@db/lms"
    assert settings.database_file is None


def test_requests_come_under_the_public_name_and_those_that_are_told() -> None:
    settings = read_settings(
        {
            "LMS_PUBLIC_URL": "https://training.example.org/",
            "LMS_TRUSTED_HOSTS": "10.0.0.1, inside.example.org ,",
        }
    )

    assert settings.public_url == "https://training.example.org"
    assert settings.hosts == ["10.0.0.1", "inside.example.org", "training.example.org"]


def test_a_key_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(ENOUGH + "\n")
    file.chmod(0o600)

    assert secret_key(read_settings({"LMS_SECRET_KEY_FILE": file})) == ENOUGH
    assert secret_key(read_settings({"LMS_SECRET_KEY": ENOUGH[::-1]})) == ENOUGH[::-1]


@pytest.mark.parametrize(("content", "mode"), [(ENOUGH, 0o604), (ENOUGH, 0o602), ("short", 0o600)])
def test_a_key_that_is_short_or_that_everybody_can_read_is_refused(
    tmp_path: Path, content: str, mode: int
) -> None:
    file = tmp_path / "key"
    file.write_text(content)
    file.chmod(mode)

    with pytest.raises(InvalidSettings, match="LMS_SECRET_KEY_FILE must be"):
        secret_key(read_settings({"LMS_SECRET_KEY_FILE": file}))


def test_a_key_that_is_missing_is_asked_for_with_the_command_that_makes_it() -> None:
    with pytest.raises(InvalidSettings, match="part2-lms init"):
        secret_key(read_settings())
