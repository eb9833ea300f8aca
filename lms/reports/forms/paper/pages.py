"""Pages that are filled from the top, each part of their content marked for what it is."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from lms.certificates.drawing.shaping import shape
from lms.certificates.drawing.sheet import Element, PlacedLine, Sheet
from lms.certificates.drawing.styles import INK, Style
from lms.reports.forms.paper.structure import Mark, Part
from lms.reports.forms.paper.wrapping import Wrapped, wrapped

SIZE: Final = (792.0, 612.0)
"""Letter, landscape; its margins keep everything on A4 too."""
LEFT, RIGHT, TOP, BOTTOM = 44.0, 748.0, 574.0, 46.0
LEADING: Final = 1.22
GAP: Final = 5.0
BELOW_HEADING: Final = 80.0
FOOT: Final = Style("regular", 8.2)


class Paper:
    """Pages in order, with one set of fonts; whoever writes on them begins a page when full."""

    def __init__(self) -> None:
        self.whole = Part("Document")
        self.owners: list[list[Part]] = []
        self.contents: list[bytes] = []
        self.codes = Sheet().codes
        self.begin_page()

    @property
    def room(self) -> float:
        """How many points are left on this page."""
        return self.y - BOTTOM

    def begin_page(self) -> None:
        """Turn to a new page."""
        if self.owners:
            self._keep()
        self.sheet = Sheet()
        self.sheet.codes = self.codes
        self.owners.append([])
        self.y = TOP

    @contextmanager
    def marked(self, part: Part) -> Iterator[None]:
        """Say that what is drawn inside belongs to a part."""
        own = self.owners[-1]
        part.holds.append(Mark(len(self.owners) - 1, len(own)))
        own.append(part)
        with self.sheet.element(Element(part.role)):
            yield

    def paragraph(self, role: str, words: str, style: Style, *, after: float = GAP) -> None:
        """Set words over the whole width, on the next page if this one has no room.

        A heading goes to the next page too if what it is about would not begin on this one.
        """
        told = wrapped(words, style, RIGHT - LEFT)
        height = len(told.lines) * style.size * LEADING
        if height + (BELOW_HEADING if role == "H2" else 0) > self.room:
            self.begin_page()
        part = self.whole.add(role)
        part.typed = told.typed
        with self.marked(part):
            self.lines(told, style, LEFT)
        self.y -= height + after

    def lines(
        self, told: Wrapped, style: Style, left: float, among: tuple[int, int | None] = (0, None)
    ) -> None:
        """Set lines below one another, with a space after each for those who hear them."""
        space, y = shape(" ", style), self.y
        for line in told.lines[slice(*among)]:
            y -= style.size * LEADING
            self.sheet.place(PlacedLine(line, style, left, y), 0)
            if line is not told.lines[-1]:
                end = left + line.ems * style.size
                self.sheet.place(PlacedLine(space, style, end, y), 0)

    def finish(self, foot: str) -> list[tuple[bytes, bytes]]:
        """Return every page's content and its foot, with its number of all."""
        self._keep()
        of_all = len(self.contents)
        feet = (self._foot(foot, at, of_all) for at in range(1, of_all + 1))
        return list(zip(self.contents, feet, strict=True))

    def _keep(self) -> None:
        self.contents.append(zlib.compress("\n".join(self.sheet.operators).encode(), 6))

    def _foot(self, words: str, number: int, of_all: int) -> bytes:
        sheet = Sheet()
        sheet.codes = self.codes
        with sheet.artifact(INK, 0.4):
            sheet.stroke_line(LEFT, BOTTOM - 8, RIGHT, BOTTOM - 8)
            count = wrapped(f"Page {number} of {of_all}", FOOT, RIGHT)
            sheet.place(PlacedLine(count.lines[0], FOOT, RIGHT, BOTTOM - 20), 1)
            told = wrapped(words, FOOT, RIGHT - LEFT - 80)
            for at, line in enumerate(told.lines[:2]):
                sheet.place(PlacedLine(line, FOOT, LEFT, BOTTOM - 20 - 9.6 * at), 0)
        return zlib.compress("\n".join(sheet.operators).encode(), 6)
