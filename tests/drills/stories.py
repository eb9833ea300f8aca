"""A small drill: a bell rings, and one opens or asks."""

from pathlib import Path
from typing import Final

from lms.drills.model import Drill
from lms.drills.reader import read_drill

FILE: Final = """\
+++
title = "The bell rings"
minutes = 2
roles = ["all"]
+++

It is late, and a bell rings.

## Who is there? {#door}

cites: 42 CFR 2.12(c)(4)   facts: QSO-07   decides: who=police letter=none

Somebody *knocks*.

- [ ] disclose: Open → opened
  > Nobody opens unseen (42 CFR 2.12(c)(4)).
- [x] pass on: Call the officer → asked
  > The officer knows (42 CFR 2.11).

## The officer asks which words you used. {#asked}

cites: 42 CFR 2.11; 42 CFR 2.12(a)(1)

- [x] “Who is there?” → well
  > That tells nothing (42 CFR 2.11).
- [ ] “He is in” → opened
  > That tells who is in (42 CFR 2.11).

## All is quiet. {#well}

ends: well   cites: 42 CFR 2.11

The night goes on.

## The door stands open. {#opened}

ends: badly   cites: 42 CFR 2.12(a)(1)

Somebody is in.
"""


def write_drill(root: Path, text: str = FILE, name: str = "the-bell") -> Path:
    """Write a drill into a content root, and return its path."""
    path = root / "quizzes" / "drills" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def a_drill(root: Path, text: str = FILE) -> Drill:
    """The drill, read."""
    return read_drill(root, write_drill(root, text))


def line_of(words: str) -> int:
    """The line on which some words stand in the file."""
    return FILE.count("\n", 0, FILE.index(words)) + 1
