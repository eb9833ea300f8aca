"""The blocks of a lesson: what each says and how it is shown, parted at the lesson's sections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final

from lms.courses.model import Block, Lesson
from lms.kernel.canonical import digest

_SECTION: Final = re.compile(r"(?=<h2\b)")
_NAMED: Final = re.compile(r'<h2 id="([^"]*)"')
_PICTURE: Final = re.compile(r'src="assets/([0-9a-f]{64})"')


@dataclass(frozen=True)
class Piece:
    """A block with its text as written and its part of the page, which is safe to show."""

    anchor: str
    title: str
    sha256: str
    text: str
    html: str

    @property
    def says(self) -> tuple[str, ...]:
        """What makes it the same block as another: its text, and the pictures it shows."""
        return (self.sha256, *_PICTURE.findall(self.html))

    @property
    def words(self) -> int:
        """How many words there are to read."""
        return len(re.sub(r"<[^>]*>", " ", self.html).split())


def parted(text: str, starts: Sequence[int]) -> tuple[str, ...]:
    """Part a text at the lines, counted from 0, on which its sections start.

    What stands before the first section is the first part; it may be empty.
    """
    lines = text.split("\n")
    return tuple(
        "\n".join(lines[start:end]).strip() for start, end in pairwise((0, *starts, len(lines)))
    )


def pieces_of(lesson: Lesson) -> tuple[Piece, ...]:
    """Return the blocks of a lesson in order, each with its own text and part of the page."""
    shown = {_anchor_of(part): part for part in _SECTION.split(lesson.html)}
    texts = _texts(lesson.source.split("\n"), lesson.blocks)
    return tuple(
        Piece(block.anchor, block.title, block.sha256, text, shown.get(block.anchor, ""))
        for block, text in zip(lesson.blocks, texts, strict=True)
    )


def _anchor_of(part: str) -> str:
    named = _NAMED.match(part)
    return named[1] if named else ""


def _texts(lines: Sequence[str], blocks: Sequence[Block]) -> Iterator[str]:
    """Find each block by its digest, so that no heading has to be understood again."""
    start = 0
    for block, following in zip_longest(blocks, blocks[1:]):
        for end in _ends(lines, start, following.anchor if following else ""):
            text = "\n".join(lines[start:end]).strip()
            if digest(text.encode()) == block.sha256:
                start = end
                yield text
                break
        else:
            yield ""


def _ends(lines: Sequence[str], start: int, anchor: str) -> Iterator[int]:
    """Yield where a block may end, the likeliest first: where the next is named, or at the end."""
    if anchor:
        named = f"{{#{anchor}}}"
        yield from (at for at in range(start + 1, len(lines)) if named in lines[at])
    yield len(lines)
    yield from range(start + 1, len(lines))
