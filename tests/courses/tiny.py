"""A small content root: one course of two lessons, a picture, a bank of six, a wording."""

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lms.kernel.ids import CourseId
from lms.library import Library, open_library

TINY: Final = CourseId("tiny")
COVER: Final = "courses/tiny/course.md"
FIRST: Final = "courses/tiny/01-answering.md"
SECOND: Final = "courses/tiny/02-noting.md"
PICTURE: Final = "courses/tiny/desk.png"
BANK: Final = "quizzes/tiny.md"
WORDING: Final = "certificates/completion.md"
RIGHT: Final = {
    "ans-1": {0},
    "ans-2": {1},
    "ans-3": {0, 2},
    "not-1": {2},
    "not-2": {0},
    "not-3": {1},
}
"""The right choices of each question, as authored, from 0."""


def a_png(width: int = 2, height: int = 1) -> bytes:
    """The smallest whole PNG of a size, all black."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    pixels = (b"\0" + b"\0" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def a_drawing(width: int = 30, height: int = 20) -> bytes:
    """A small SVG of a size: a title and a box."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        '<title>A box</title><rect width="10" height="10"/></svg>'
    ).encode()


def a_question(id: str, lesson: str) -> str:  # noqa: A002 - it is an id
    """A question as an author writes it, with three choices."""
    choices = "".join(
        f"- [x] choice {at} of {id}\n"
        if at in RIGHT[id]
        else f"- [ ] choice {at} of {id}\n  > A reason against {at} of {id}.\n"
        for at in range(3)
    )
    return (
        f"## What of {id}? {{#{id}}}\n\n"
        f"rules: 42 CFR 2.13(a)   lesson: {lesson}   roles: all   difficulty: 1   "
        f"kind: scenario\n\n{choices}\n> The explanation of {id} (42 CFR 2.13(a)).\n\n"
    )


FILES: Final[Mapping[str, str]] = {
    COVER: """\
+++
title = "Answering callers"
version = 1
effective_on = 2024-01-01
change = "material"
rules = ["2024-final-rule"]
teaches = "42 CFR 2.13"
minutes = 7
quiz = "tiny"
+++

Whoever calls, say neither yes nor no.
""",
    FIRST: """\
+++
title = "Answering the telephone"
minutes = 2
cites = ["42 CFR 2.13"]
+++

::: case
Somebody asks whether a patient is there.
:::

## What to say {#callers}

Say neither yes nor no (42 CFR 2.13(c)). Then [note it](02-noting.md#notes).

![A desk with a telephone](desk.png)
""",
    SECOND: """\
+++
title = "Noting the call"
minutes = 2
cites = []
+++

## What to note {#notes}

Note when it was, and who asked.
""",
    BANK: """\
+++
title = "Six calls"
pass_mark = 75
cooldown_minutes = 10

[draw]
answering = 2
noting = 2
+++

"""
    + "".join(
        a_question(id, "answering#callers" if id.startswith("ans") else "noting#notes")
        for id in RIGHT  # noqa: A001 - it is an id
    ),
    WORDING: """\
+++
title = "Certificate of completion"
disclaimer = "Certifies completion of training; does not certify legal compliance."
+++

{holder} completed {course} on {completed_on}.
""",
}

STEPS: Final = (
    "## In which order? {#ans-1}\n\n"
    "rules: 42 CFR 2.13(a)   lesson: answering#callers   roles: all   difficulty: 1   "
    "kind: ordering\n\n1. Greet\n2. Ask who calls\n3. Say neither yes nor no\n4. Note it\n\n"
    "> The explanation of ans-1 (42 CFR 2.13(a)).\n\n"
)
"""The first question, written as steps to put in order."""
OF_STEPS: Final[Mapping[str, str | bytes | None]] = {
    BANK: FILES[BANK]
    .replace(a_question("ans-1", "answering#callers"), STEPS)
    .replace("answering = 2", "answering = 3")
}
"""The bank with that question, which every paper asks."""


def write_content(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the root into a folder, with some files changed, added, or left out (None)."""
    files: dict[str, str | bytes | None] = {**FILES, PICTURE: a_png(), **(changes or {})}
    for name, content in files.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def changed(name: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """One file of the root with one passage replaced, and the line of that passage kept."""
    assert FILES[name].count(old) == 1
    return {name: FILES[name].replace(old, new)}


def line_of(name: str, words: str) -> int:
    """The line on which some words stand in a file of the root."""
    return FILES[name].count("\n", 0, FILES[name].index(words)) + 1


def a_library(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Library:
    """The root written into a folder and read."""
    return open_library(write_content(folder / "content", changes))
