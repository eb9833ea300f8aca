"""Content roots in which nothing is wrong, and one thing changed in them."""

from typing import Final

from tests.courses.tiny import BANK, COVER, FILES, FIRST, SECOND

Files = dict[str, str | bytes | None]
LAW: Final = "courses/law.toml"
RULES: Final = """\
[coverage]
sections = ["42 CFR 2.13"]

[wording]
highest_grade = 9
hedges = ["as we read it"]

[figures.cap]
title = "The most"
nature = "amount"
value = "$5"
as_of = 2026-01-28
source = "A notice"

[facts.CON-01]
status = "confirmed"
says = "A consent is written."

[facts.CON-02]
status = "reading"
says = "So we read it."

[facts.CON-03]
status = "unconfirmed"
says = "Nobody read it."
"""


def sound(changes: Files | None = None) -> Files:
    """The small root with minutes that are true."""
    files: Files = {
        COVER: FILES[COVER].replace("minutes = 7", "minutes = 4"),
        FIRST: FILES[FIRST].replace("minutes = 2", "minutes = 1"),
        SECOND: FILES[SECOND].replace("minutes = 2", "minutes = 1"),
    }
    return {**files, **(changes or {})}


def with_law(changes: Files | None = None, law: str = RULES) -> Files:
    """The same with a law: a figure, and facts of three kinds."""
    return {**sound(), LAW: law, **(changes or {})}


def mended(old: str, new: str, name: str = FIRST) -> Files:
    """One file of the sound root with a passage replaced."""
    text = {**FILES, **sound()}[name]
    assert isinstance(text, str)
    assert old in text
    return {name: text.replace(old, new, 1)}


def asked(old: str, new: str) -> Files:
    """The bank with a passage of its first question replaced."""
    return mended(old, new, BANK)
