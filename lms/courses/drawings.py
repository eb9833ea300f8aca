"""What an SVG picture may hold: shapes and words, and nothing that runs, loads or leads away."""

import math
import re
from typing import Final
from xml.parsers import expat

LARGEST_DRAWING: Final = 100_000
"""Bytes of a drawing at most."""
MOST_PARTS: Final = 2_000
DEEPEST: Final = 20
_SVG: Final = "http://www.w3.org/2000/svg "
_SHAPES: Final = frozenset(
    ("g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
) | frozenset(("text", "tspan", "title", "desc", "defs", "marker"))
_PLACED: Final = frozenset(
    ("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "d", "points")
) | frozenset(
    ("width", "height", "viewBox", "preserveAspectRatio", "transform", "version", "textLength")
)
_PAINTED: Final = frozenset(
    ("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "opacity")
) | frozenset(
    ("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "vector-effect")
)
_WRITTEN: Final = frozenset(
    ("font-size", "font-weight", "font-style", "letter-spacing", "text-anchor", "lengthAdjust")
) | frozenset(("dominant-baseline", "lang", "role", "aria-hidden", "aria-labelledby"))
_MARKER: Final = frozenset(
    ("markerWidth", "markerHeight", "markerUnits", "refX", "refY", "orient")
)
_PLAIN: Final = _PLACED | _PAINTED | _WRITTEN | _MARKER
# A style sheet reads these values too, so that a backslash or a comment could hide an address.
_VALUES: Final = {
    **dict.fromkeys(_PLAIN, re.compile(r"[\w\s.,#%()+-]*", re.ASCII)),
    **dict.fromkeys(
        ("marker-start", "marker-mid", "marker-end"),
        re.compile(r"none|url\(#[A-Za-z][\w-]*\)", re.ASCII),
    ),
    "font-family": re.compile(r"[\w\s,'\"-]*", re.ASCII),
    "id": re.compile(r"[A-Za-z][\w-]*", re.ASCII),
    "aria-label": re.compile(r"[^<>&]*"),
}
_CALLED: Final = re.compile(r"([\w-]*)\s*\(")
_FUNCTIONS: Final = frozenset(
    ("rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewX", "skewY")
)
# Also in a comment, for a parser goes on to the end of its text whatever it meets.
_DECLARATION: Final = re.compile(r"<!(?!--)\w*")
_REFUSED: Final = "In the drawing, line {line}: {why}; take it out."
_OTHER: Final = "not among the shapes and words"
_NUMBER: Final = r"[+-]?\d{1,6}(?:\.\d{1,6})?"
_VIEW: Final = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")


class NoDrawing(ValueError):  # noqa: N818 - reads as a sentence
    """The bytes are no SVG at all."""


def drawing_size(content: bytes) -> tuple[int, int]:
    """Return width and height of an SVG, from its viewBox.

    Raises ValueError, with line and reason, if it holds anything but shapes, words and their
    looks; `NoDrawing` if it is none. What declares something is refused before it is parsed:
    there are no entities to expand, and nothing is ever fetched.
    """
    text = _text_of(content)
    reader = _Reader()
    try:
        reader.parser.Parse(text, True)  # noqa: FBT003 - as expat is called
    except expat.ExpatError as error:
        if not reader.parts:
            raise NoDrawing from None
        raise ValueError(f"The drawing is no sound XML: {error}.") from None
    return reader.size()


def _text_of(content: bytes) -> str:
    if len(content) > LARGEST_DRAWING:
        told = f"The drawing has {len(content)} bytes; {LARGEST_DRAWING} are the most."
        raise ValueError(f"{told} Simplify it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoDrawing from None
    found = _DECLARATION.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise ValueError(_REFUSED.format(line=line, why=f"“{found[0]}” is {_OTHER}"))
    return text


class _Reader:
    """Reads one drawing, and refuses what it does not know."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.opened
        self.parser.EndElementHandler = self.closed
        self.parser.CharacterDataHandler = self.said
        self.parser.XmlDeclHandler = self.declared
        self.parser.ProcessingInstructionHandler = self.instructed
        self.parts = 0
        self.open: list[str] = []
        self.view = ""
        self.title = ""
        self.markers: set[str] = set()
        self.marked: set[str] = set()

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element and its attributes."""
        shape = name.removeprefix(_SVG)
        if not self.open and (shape == name or shape != "svg"):
            raise NoDrawing
        if self.open and (shape == name or shape not in _SHAPES):
            self.refuse(f"“{name.rpartition(' ')[2]}” is {_OTHER}")
        self.parts += 1
        self.open.append(shape)
        if self.parts > MOST_PARTS or len(self.open) > DEEPEST:
            self.refuse(f"this is more than {MOST_PARTS} parts, or more than {DEEPEST} deep")
        for attribute, value in attributes.items():
            self.take(attribute, value)
        if len(self.open) == 1:
            self.view = attributes.get("viewBox", "")
        if shape == "marker":
            self.markers.add(attributes.get("id", ""))

    def take(self, name: str, value: str) -> None:
        """Take an attribute."""
        allowed = _VALUES.get(name)
        if allowed is None:
            self.refuse(f"the attribute “{name.rpartition(' ')[2]}” is not among the looks")
        elif not allowed.fullmatch(value):
            self.refuse(f"“{name}” has a value that no drawing needs")
        elif name.startswith("marker-"):
            self.marked |= {value[5:-1]} - {""}
        elif name in _PLAIN and not set(_CALLED.findall(value)) <= _FUNCTIONS:
            self.refuse(f"“{name}” has a value that no drawing needs")

    def closed(self, _name: str) -> None:
        """Leave an element."""
        self.open.pop()

    def said(self, words: str) -> None:
        """Take words; those of the first title of the whole are kept."""
        if self.open == ["svg", "title"]:
            self.title += words

    def declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Take the first line, if every reader understands it as we do."""
        if encoding is not None and encoding.lower() != "utf-8":
            self.refuse("an encoding other than UTF-8 is declared")

    def instructed(self, *_: object) -> None:
        """Refuse what tells a program to do something, such as to load a style sheet."""
        self.refuse(f"a processing instruction is {_OTHER}")

    def refuse(self, why: str) -> None:
        """Say what is wrong, and where."""
        line = self.parser.CurrentLineNumber
        raise ValueError(_REFUSED.format(line=line, why=why))

    def size(self) -> tuple[int, int]:
        """Return width and height once the whole was read."""
        if not self.title.strip():
            raise ValueError("The drawing has no <title> that says what it shows.")
        if not self.marked <= self.markers:
            told = ", ".join(sorted(self.marked - self.markers))
            raise ValueError(f"The drawing has no marker “{told}”.")
        found = _VIEW.fullmatch(self.view)
        if found is None:
            raise ValueError("The drawing says not how large it is: viewBox=“0 0 600 400”.")
        return math.ceil(float(found[1])), math.ceil(float(found[2]))
