"""The small course in three versions: the first as it stands, a changed section, a new one."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from lms.library import Library
from tests.courses.tiny import COVER, FILES, FIRST, SECOND, a_library

MESSAGE: Final = "Offer to pass a message on."
READERS: Final = "## Who reads it {#readers}\n\nOnly whoever needs the note for the service.\n"
OLD: Final = "Say neither yes nor no (42 CFR 2.13(c))."
NEW: Final = f"{OLD} {MESSAGE}"


def version(
    number: int,
    effective_on: date = date(2026, 3, 1),
    change: str = "material",
    files: Mapping[str, str] = FILES,
) -> dict[str, str | bytes | None]:
    """The files of a version: 2 changes what to say, 3 adds who reads the note."""
    cover = (
        files[COVER]
        .replace("version = 1", f"version = {number}")
        .replace("effective_on = 2024-01-01", f"effective_on = {effective_on}")
        .replace('change = "material"', f'change = "{change}"')
    )
    told: dict[str, str | bytes | None] = {COVER: cover}
    if number > 1:
        told[FIRST] = files[FIRST].replace(OLD, NEW)
    if number > 2:
        told[SECOND] = f"{files[SECOND]}\n{READERS}"
    return told


def a_version(
    folder: Path, number: int, effective_on: date = date(2026, 3, 1), change: str = "material"
) -> Library:
    """The content root of a version, written into a folder of its own and read."""
    return a_library(folder / f"version-{number}", version(number, effective_on, change))
