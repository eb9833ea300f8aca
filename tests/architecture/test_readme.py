"""The README names every setting and every command."""

from collections.abc import Iterator

import click
import pytest

from lms.cli.main import main
from lms.settings.read import PREFIX, Settings
from tests.architecture.tree import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def keys() -> list[str]:
    """Return every LMS_… key."""
    return [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]


def commands(group: click.Group = main, path: str = "part2-lms") -> Iterator[str]:
    """Yield every command as one types it, without its arguments."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def missing(names: list[str], readme: str) -> list[str]:
    """Return the names that stand nowhere in a text."""
    return [name for name in names if name not in readme]


@pytest.mark.parametrize("key", keys())
def test_every_setting_is_in_the_readme(key: str) -> None:
    assert missing([key], README) == []


@pytest.mark.parametrize("command", list(commands()))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert missing([command], README) == []


def test_a_name_that_is_missing_is_found() -> None:
    assert missing(["LMS_PLANTED", "part2-lms"], README) == ["LMS_PLANTED"]


def test_the_commands_and_settings_are_found() -> None:
    assert {"part2-lms serve", "part2-lms account add"} <= set(commands())
    assert "LMS_DATABASE_URL" in keys()
