"""From words to glyphs: in the first face that covers a line, else letter by letter."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from lms.certificates.drawing.faces import Face, faces_for
from lms.certificates.drawing.scripts import (
    JOINERS,
    clusters_of,
    is_joiner,
    is_mark,
    right_to_left,
)
from lms.certificates.drawing.styles import Style

FILLER = "\u200b"  # stands for the further glyphs of a letter that takes several


class Undrawable(Exception):  # noqa: N818 - never leaves this package
    """A letter that no certificate font has."""

    def __init__(self, cluster: str) -> None:
        super().__init__(cluster)
        self.cluster = cluster


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph, what it stands for, and where it stands, in thousandths of an em."""

    face: Face
    gid: int
    text: str
    dx: float
    dy: float
    advance: float
    tracking: float  # before it, unless it opens the line
    start: int  # the place of its letter in the line as typed


PlacedGlyph = tuple[Glyph, float]


@dataclass(frozen=True)
class Line:
    """One line of shaped words, in the order they stand on paper."""

    text: str
    glyphs: tuple[Glyph, ...]
    backwards: bool  # some of it runs right to left

    @cached_property
    def ems(self) -> float:
        """Return its width in em."""
        if not self.glyphs:
            return 0.0
        advance = sum(glyph.advance + glyph.tracking for glyph in self.glyphs)
        return (advance - self.glyphs[0].tracking) / 1000

    def pieces(self) -> list[list[PlacedGlyph]]:
        """Return the glyphs, each with its distance from the line's beginning in em/1000.

        A line that runs backwards is given word by word in reading order, then the glyphs that
        stand for no letter of their own, so that programs which read the file's order read it
        right.
        """
        pen = 0.0
        places = []
        for at, glyph in enumerate(self.glyphs):
            pen += glyph.tracking if at else 0.0
            places.append((glyph, pen + glyph.dx))
            pen += glyph.advance
        letters = [place for place in places if place[0].text != FILLER]
        rest = [place for place in places if place[0].text == FILLER]
        if not self.backwards:
            return [letters, rest]
        words = [
            list(word) for _, word in groupby(letters, key=lambda place: place[0].text == " ")
        ]
        return [*sorted(words, key=lambda word: min(place[0].start for place in word)), rest]


@dataclass(frozen=True)
class _Run:
    face: Face
    backwards: bool
    text: str
    start: int = 0


def shape(text: str, style: Style) -> Line:
    """Shape one line of words; raise `Undrawable` for a letter that no font has."""
    text = unicodedata.normalize("NFC", text)
    faces = faces_for(style.face)
    if text and faces[0].letters.issuperset(text) and not any(map(_needs_care, text)):
        runs = [_Run(faces[0], backwards=False, text=text)]
    else:
        runs = _runs_of(text, faces)
    backwards = any(run.backwards for run in runs)
    tracking = 0.0 if backwards else style.tracking * 1000  # it would break joined letters
    glyphs = tuple(glyph for run in runs for glyph in _glyphs_of(run, style, tracking))
    return Line(text, glyphs, backwards)


def _needs_care(letter: str) -> bool:
    return letter > "\u02ff" and (
        is_mark(letter) or unicodedata.bidirectional(letter) in {"R", "AL", "AN"}
    )


def _runs_of(text: str, faces: list[Face]) -> list[_Run]:
    clusters = clusters_of(text)
    directions = right_to_left(clusters)
    whole = [face for face in faces if all(map(face.covers, clusters))][:1]
    runs: list[_Run] = []
    start = 0
    for cluster, backwards in zip(clusters, directions, strict=True):
        last = runs[-1] if runs and runs[-1].backwards == backwards else None
        stays = [last.face] if last and not cluster[0].isalnum() else []
        face = next((f for f in [*whole, *stays, *faces] if f.covers(cluster)), None)
        if face is None:
            raise Undrawable(cluster)
        if last and last.face is face:
            runs[-1] = _Run(face, backwards, last.text + cluster, last.start)
        else:
            runs.append(_Run(face, backwards, cluster, start))
        start += len(cluster)
    return runs[::-1] if directions and directions[0] else runs


def _glyphs_of(run: _Run, style: Style, tracking: float) -> list[Glyph]:
    features = {"liga": not tracking, **dict.fromkeys(style.features, True)}
    placed = [
        glyph
        for glyph in run.face.shape(run.text, backwards=run.backwards, features=features)
        if not is_joiner(run.text[glyph.start])  # it has done its work and shows nothing
    ]
    starts = [*sorted({glyph.start for glyph in placed}), len(run.text)]
    ends = dict(pairwise(starts))
    bearers = {glyph.start: glyph for glyph in sorted(placed, key=lambda glyph: glyph.advance)}
    glyphs = []
    for glyph in placed:
        text = run.text[glyph.start : ends[glyph.start]].rstrip(JOINERS)
        if glyph.gid == 0:
            raise Undrawable(text)
        glyphs.append(
            Glyph(
                run.face,
                glyph.gid,
                text if bearers[glyph.start] is glyph else FILLER,
                glyph.dx,
                glyph.dy,
                glyph.advance,
                tracking if glyph.advance else 0.0,
                run.start + glyph.start,
            )
        )
    return glyphs


def letters_of(cluster: str) -> list[str]:
    """Name the code points of a letter, leaving out joiners, as in `U+0E2A THAI …`."""
    return [
        f"U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')}"
        for letter in cluster
        if not is_joiner(letter)
    ]
