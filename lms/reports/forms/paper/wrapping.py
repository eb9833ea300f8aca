"""Words broken into lines of a width, in the faces of the certificate."""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from lms.certificates.drawing.scripts import clusters_of
from lms.certificates.drawing.shaping import Line, Undrawable, shape
from lms.certificates.drawing.styles import Style

KEPT: Final = 20_000
"""How many shaped words and lines one process keeps: reports say the same again and again."""
_AFTER_MARKS: Final = re.compile(r"(?<=[/_@.-])(?=\w)|(?<=\d)(?=T\d)")
"""Where what is wider than a line breaks well: `America/`, `New_York`; an instant before its T."""


class Wrapped(NamedTuple):
    """Lines of words; `typed` holds them as typed where the lines show them otherwise."""

    lines: tuple[Line, ...]
    typed: str


@lru_cache(KEPT)
def wrapped(words: str, style: Style, width: float) -> Wrapped:
    """Break words into lines no wider than so many points, at gaps where there are any.

    A line break in them stays one. A letter that no face has is written as its code point, in
    brackets, and kept as typed.
    """
    parts = [" ".join(part.split()) for part in words.split("\n")]
    told = [_legible(unicodedata.normalize("NFC", part), style) for part in parts]
    lines = tuple(
        _line(line, style) for part in told for line in _broken(part, style, width / style.size)
    )
    shown = " ".join(line.text for line in lines)
    other = shown != " ".join(parts).strip() or any(line.backwards for line in lines)
    return Wrapped(lines, " ".join(parts) if other else "")


def widest_word(words: str, style: Style) -> float:
    """Return how many points the widest word of drawable words takes."""
    return max(_line(word, style).ems * style.size for word in words.split() or [""])


def _legible(words: str, style: Style) -> str:
    while True:
        try:
            for word in dict.fromkeys(words.split(" ")):
                _line(word, style)
        except Undrawable as found:
            points = " ".join(f"U+{ord(letter):04X}" for letter in found.cluster)
            words = words.replace(found.cluster, f"[{points}]")
        else:
            return words


def _broken(words: str, style: Style, ems: float) -> list[str]:
    if _line(words, style).ems <= ems:
        return [words]
    lines, gap = [""], _line(" ", style).ems + style.tracking
    room = ems
    for word in words.split(" "):
        wide = _line(word, style).ems
        if lines[-1] and wide + gap <= room:
            lines[-1] += f" {word}"
            room -= wide + gap
            continue
        *whole, rest = _cut(word, style, ems) if wide > ems else [word]
        lines += [*whole, rest]
        room = ems - _line(rest, style).ems
    return [line for line in lines if line]


def _cut(word: str, style: Style, ems: float) -> list[str]:
    """Cut a word that is wider than a line: after its marks, or between letters of a digest."""
    parts = [""]
    for piece in _AFTER_MARKS.split(word):
        if _line(parts[-1] + piece, style).ems <= ems:
            parts[-1] += piece
            continue
        if parts[-1] and _line(piece, style).ems <= ems:
            parts.append(piece)
            continue
        for cluster in clusters_of(piece):
            if parts[-1] and _line(parts[-1] + cluster, style).ems > ems:
                parts.append("")
            parts[-1] += cluster
    return parts


@lru_cache(KEPT)
def _line(words: str, style: Style) -> Line:
    return shape(words, style)
