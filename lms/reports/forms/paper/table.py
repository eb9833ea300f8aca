"""A table over many pages: its head again on each, rows that break only where one must."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from lms.certificates.drawing.styles import BRONZE, PINE, Style
from lms.reports.forms.paper.pages import BOTTOM, LEADING, LEFT, RIGHT, TOP, Paper
from lms.reports.forms.paper.structure import Part
from lms.reports.forms.paper.wrapping import Wrapped, widest_word, wrapped

BODY: Final = Style("regular", 8.6)
HEAD: Final = Style("strong", 8.6, PINE)
INSET: Final = 3.0
STEP: Final = BODY.size * LEADING
FEWEST: Final = 6
"""So many lines must have room, or the page is turned."""


@dataclass(frozen=True)
class Places:
    """Where the columns of a table stand: their left edges and widths, in points."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]

    @classmethod
    def shared(cls, shares: Sequence[float], least: Sequence[float]) -> "Places":
        """Share the width of the page among columns, none of them narrower than it must be.

        What a column needs beyond its share is taken from the room the others have to spare.
        """
        unit = (RIGHT - LEFT) / sum(shares)
        given = [max(share * unit, must) for share, must in zip(shares, least, strict=True)]
        spare = [has - must for has, must in zip(given, least, strict=True)]
        over = max(0.0, sum(given) - (RIGHT - LEFT)) / (sum(spare) or 1.0)
        widths = tuple(has - over * free for has, free in zip(given, spare, strict=True))
        return cls(tuple(accumulate(widths, initial=LEFT))[:-1], widths)


class Table:
    """A table that is being written; the first cell of a row is the head of that row."""

    def __init__(self, paper: Paper, heads: Sequence[str], shares: Sequence[float]) -> None:
        least = [widest_word(head, HEAD) + 2 * INSET for head in heads]
        self._paper, self._places = paper, Places.shared(shares, least)
        self._heads = self._wrapped(heads, HEAD)
        self._part = paper.whole.add("Table")
        if paper.room < FEWEST * STEP:
            paper.begin_page()
        self._draw_head(self._part.add("THead").add("TR"))
        self._body = self._part.add("TBody")

    def add(self, cells: Sequence[str]) -> None:
        """Write a row; one that is taller than a page goes on on the next."""
        told = self._wrapped(cells, BODY)
        row = self._body.add("TR")
        parts = [row.add("TH", "Row"), *(row.add("TD") for _ in told[1:])]
        for part, one in zip(parts, told, strict=True):
            part.typed = one.typed
        tallest = max(len(one.lines) for one in told)
        height, whole = tallest * STEP + INSET, TOP - BOTTOM - self._head_height
        if height > self._paper.room and (height <= whole or self._paper.room < FEWEST * STEP):
            self._turn()
        for first, last in self._pieces(tallest):
            if first:
                self._turn()
            for part, one, left in zip(parts, told, self._places.lefts, strict=True):
                if one.lines[first:last]:
                    with self._paper.marked(part):
                        self._paper.lines(one, BODY, left, (first, last))
            self._paper.y -= (last - first) * STEP + INSET
            self._rule(0.25)

    def _pieces(self, tallest: int) -> Iterator[tuple[int, int]]:
        first = 0
        while first < tallest:
            fits = max(1, int((self._paper.room - INSET) / STEP))
            last = min(tallest, first + fits)
            yield first, last
            first = last

    def _turn(self) -> None:
        self._paper.begin_page()
        self._draw_head(None)

    @property
    def _head_height(self) -> float:
        return max(len(one.lines) for one in self._heads) * STEP + INSET

    def _draw_head(self, row: Part | None) -> None:
        """Write the heads: once as such, and again on later pages as ornament."""
        for one, left in zip(self._heads, self._places.lefts, strict=True):
            if row is None:
                with self._paper.sheet.artifact(PINE):
                    self._paper.lines(one, HEAD, left)
            else:
                part = row.add("TH", "Column")
                part.typed = one.typed
                with self._paper.marked(part):
                    self._paper.lines(one, HEAD, left)
        self._paper.y -= self._head_height
        self._rule(0.7)

    def _rule(self, width: float) -> None:
        with self._paper.sheet.artifact(BRONZE, width):
            y = self._paper.y - 0.5
            self._paper.sheet.stroke_line(LEFT, y, RIGHT, y)

    def _wrapped(self, cells: Sequence[str], style: Style) -> list[Wrapped]:
        widths = self._places.widths
        return [
            wrapped(cell, style, width - 2 * INSET)
            for cell, width in zip(cells, widths, strict=True)
        ]
