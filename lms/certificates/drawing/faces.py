"""The font files of the certificate, read once per process."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import uharfbuzz

from lms.certificates.drawing.scripts import is_hidden, is_joiner, is_mark, right_to_left
from lms.certificates.drawing.styles import FaceName


@dataclass(frozen=True)
class Metrics:
    """What a PDF says of a font, in thousandths of an em, but for the angle in degrees."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    angle: int


@dataclass(frozen=True)
class GlyphPosition:
    """A glyph as HarfBuzz places it: the letter it begins at, offsets and advance in em/1000."""

    gid: int
    start: int
    dx: float
    dy: float
    advance: float


class Face:
    """One font file, which shapes words and says what it covers."""

    def __init__(self, name: str) -> None:
        self.name = name
        content = (files("lms.certificates") / "fonts" / f"{name}.ttf").read_bytes()
        self.tables = uharfbuzz.Face(uharfbuzz.Blob(content))
        self.prepared = uharfbuzz.subset_preprocess(self.tables)
        known = map(chr, self.tables.unicodes)
        self.letters = frozenset(letter for letter in known if not is_hidden(letter))
        self._font = uharfbuzz.Font(self.tables)
        self._unit: float = 1000 / self.tables.upem

    def covers(self, cluster: str) -> bool:
        """Tell whether it can draw a letter with its marks, each mark at an anchor of its own.

        A mark without an anchor would float beside its letter, which is worse than another face.
        """
        if any(letter not in self.letters and not is_joiner(letter) for letter in cluster):
            return False
        marks = {at for at, letter in enumerate(cluster) if at and is_mark(letter)}
        if not marks:
            return True
        placed = self.shape(cluster, backwards=right_to_left([cluster])[0], features={})
        return all(glyph.dx or glyph.dy for glyph in placed if glyph.start in marks)

    def width(self, gid: int) -> float:
        """Return a glyph's own advance in thousandths of an em."""
        return float(self._font.get_glyph_h_advance(gid)) * self._unit

    def shape(
        self, text: str, *, backwards: bool, features: Mapping[str, bool]
    ) -> list[GlyphPosition]:
        """Return the glyphs of one run in the order they stand on paper."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backwards else "ltr"
        buffer.language = "en"  # else the machine's locale would choose letter shapes
        uharfbuzz.shape(self._font, buffer, dict(features))
        unit = self._unit
        return [
            GlyphPosition(
                info.codepoint,
                info.cluster,
                at.x_offset * unit,
                at.y_offset * unit,
                at.x_advance * unit,
            )
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    @property
    def metrics(self) -> Metrics:
        """Return what a PDF must say of the font, from its own tables."""
        head = self.tables.reference_table("head").data
        hhea = self.tables.reference_table("hhea").data
        post = self.tables.reference_table("post").data
        os2 = self.tables.reference_table("OS/2").data
        box = [round(value * self._unit) for value in struct.unpack_from(">4h", head, 36)]
        ascent, descent = struct.unpack_from(">2h", hhea, 4)
        (cap_height,) = struct.unpack_from(">h", os2, 88)
        (angle,) = struct.unpack_from(">i", post, 4)
        return Metrics(
            (box[0], box[1], box[2], box[3]),
            round(ascent * self._unit),
            round(descent * self._unit),
            round(cap_height * self._unit),
            round(angle / 65536),
        )


_FILES: dict[FaceName, str] = {
    "regular": "EBGaramond_400Regular",
    "italic": "EBGaramond_400Regular_Italic",
    "strong": "EBGaramond_500Medium",
}
_FALLBACKS = ("NotoSerif_500Medium", "NotoNaskhArabic_400Regular")


@cache
def face_of(name: str) -> Face:
    """Return the face of a font file, read at its first use."""
    return Face(name)


def faces_for(name: FaceName) -> list[Face]:
    """Return the faces to try in turn: the one asked for, then those that cover more."""
    return [face_of(_FILES[name]), *map(face_of, _FALLBACKS)]
