"""The one page of a certificate: lines of words and ornament, each marked for what it is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from lms.certificates.drawing.faces import Face
from lms.certificates.drawing.ornament import SCALE, Motif
from lms.certificates.drawing.shaping import Line, PlacedGlyph, shape
from lms.certificates.drawing.styles import Colour, Style

_TIGHT = 0.5  # thousandths of an em that no eye sees


@dataclass(frozen=True)
class Element:
    """A part of the structure tree: its role, and for a figure its description and box.

    `typed` holds its words where they stand on paper in another order than they are read.
    """

    role: str
    typed: str = ""
    description: str = ""
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class PlacedLine:
    """A line of words, its style, and the point on the page it is set from."""

    words: Line
    style: Style
    x: float
    y: float


class Sheet:
    """Collects what is drawn, what it means, and which glyphs were used.

    A glyph's code in the file is the order of its first use, so it depends on the words alone.
    """

    def __init__(self) -> None:
        self.operators: list[str] = []
        self.elements: list[Element] = []  # the place in the list is the marked content's number
        self.motifs: list[Motif] = []
        self.codes: dict[Face, dict[tuple[int, str], int]] = {}

    @contextmanager
    def element(self, element: Element) -> Iterator[None]:
        """Mark what is drawn inside as one part of the structure, in reading order."""
        self.operators.append(f"/{element.role} <</MCID {len(self.elements)}>> BDC")
        self.elements.append(element)
        yield
        self.operators.append("EMC")

    @contextmanager
    def artifact(self, colour: Colour, width: float = 0.3) -> Iterator[None]:
        """Mark what is drawn inside as ornament, in one colour and line width (points)."""
        ink = _numbers(colour)
        self.operators.append(f"/Artifact BMC q {ink} RG {ink} rg {width:g} w")
        yield
        self.operators.append("Q EMC")

    def paragraph(self, lines: Sequence[PlacedLine], align: float = 0.5) -> None:
        """Set lines as one paragraph, with a space between each two for those who hear them.

        Words that run right to left stand on paper in another order than they are read, so the
        paragraph then also holds them as typed.
        """
        backwards = any(line.words.backwards for line in lines)
        typed = " ".join(line.words.text for line in lines) if backwards else ""
        with self.element(Element("P", typed=typed)):
            for at, line in enumerate(lines, 1):
                self.place(line, align)
                if at < len(lines):
                    end = line.x + (1 - align) * line.words.ems * line.style.size
                    self.place(PlacedLine(shape(" ", line.style), line.style, end, line.y), 0)

    def place(self, line: PlacedLine, align: float = 0.5) -> None:
        """Set one line: `align` 0 begins at its point, 0.5 is centred on it, 1 ends there."""
        words, size = line.words, line.style.size
        left = line.x - align * words.ems * size
        self.operators.append(f"BT {_numbers(line.style.colour)} rg")
        *pieces, rest = words.pieces()
        for piece in pieces:
            self._show(piece, size, (left, line.y))
        if rest:
            self.operators.append("/Span <</ActualText ()>> BDC")
            self._show(rest, size, (left, line.y))
            self.operators.append("EMC")
        self.operators.append("ET")

    def _show(self, glyphs: list[PlacedGlyph], size: float, at: tuple[float, float]) -> None:
        for (face, dy), group in groupby(glyphs, key=lambda place: (place[0].face, place[0].dy)):
            row = list(group)
            x, y = at[0] + row[0][1] * size / 1000, at[1] + dy * size / 1000
            self.operators.append(
                f"/{self._font(face)} {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm "
                f"[{self._row(face, row)}] TJ"
            )

    def stroke_line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line."""
        self.operators.append(f"{x1:g} {y1:g} m {x2:g} {y2:g} l S")

    def frame(self, left: float, bottom: float, width: float, height: float) -> None:
        """Draw a rectangle's outline."""
        self.operators.append(f"{left:g} {bottom:g} {width:g} {height:g} re S")

    def block(self, left: float, bottom: float, width: float, height: float) -> None:
        """Fill a rectangle."""
        self.operators.append(f"{left:g} {bottom:g} {width:g} {height:g} re f")

    def motif(self, motif: Motif, x: float, y: float) -> None:
        """Draw an ornament about a point, once under each of its placements."""
        name = f"M{len(self.motifs)}"
        self.motifs.append(motif)
        self.operators.append(f"{SCALE:g} 0 0 {SCALE:g} {x:g} {y:g} cm")
        self.operators += [f"q {place} cm /{name} Do Q" for place in motif.placements]

    def _font(self, face: Face) -> str:
        self.codes.setdefault(face, {})
        return f"F{list(self.codes).index(face)}"

    def _row(self, face: Face, glyphs: list[PlacedGlyph]) -> str:
        """Write glyphs as codes, with a number wherever they do not simply follow."""
        codes, row, pen = self.codes[face], ["<"], glyphs[0][1]
        for glyph, at in glyphs:
            if abs(at - pen) > _TIGHT:
                back = round(pen - at)
                row.append(f">{back}<")
                pen -= back
            code = codes.setdefault((glyph.gid, glyph.text), len(codes) + 1)
            row.append(f"{code:04X}")
            pen += face.width(glyph.gid)
        return "".join([*row, ">"])


def _numbers(values: Colour) -> str:
    return " ".join(f"{value:g}" for value in values)
