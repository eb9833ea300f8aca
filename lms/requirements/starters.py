"""Requirements to begin with, each with an honest basis: shipped as data, for officers to take."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from lms.requirements.model import Requirement
from lms.requirements.reader import told_of


@dataclass(frozen=True)
class Starter:
    """One requirement to begin with: its title, what it rests on in words, and its entry."""

    title: str
    says: str
    entry: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The short name that the requirement gets if nobody gives it another."""
        return str(self.entry["id"])

    def from_on(self, day: date) -> Requirement:
        """Return the requirement as it would be from a day on."""
        return told_of({**self.entry, "from_on": day}).requirement


@cache
def starters() -> tuple[Starter, ...]:
    """Return everything there is to begin with, in the order of the file."""
    content = (files("lms.requirements") / "starters.toml").read_text("utf-8")
    return tuple(
        Starter(one["title"], one["says"], one["requirement"])
        for one in tomllib.loads(content)["starter"]
    )
