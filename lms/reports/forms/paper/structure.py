"""What the parts of a document are to those who hear it: a tree beside the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFObjectReference

from lms.certificates.drawing.objects import Array, Entries, Objects, words


class Mark(NamedTuple):
    """A place in a page's content that belongs to a part: which page, and its number there."""

    page: int
    number: int


class Placed(NamedTuple):
    """An annotation that belongs to a part, such as a field: on which page it is, and itself."""

    page: int
    annotation: Entries


@dataclass(eq=False)
class Part:
    """A part of the document: its role, and what it holds, in reading order.

    `scope` says for what a head of a table stands: a Column or a Row. `typed` are its words
    where they stand on paper in another way.
    """

    role: str
    scope: str = ""
    typed: str = ""
    holds: list["Part | Mark | Placed"] = field(default_factory=list)

    def add(self, role: str, scope: str = "") -> "Part":
        """Put a part of this role at the end, and return it."""
        part = Part(role, scope)
        self.holds.append(part)
        return part


def written(
    objects: Objects,
    whole: Part,
    pages: list[Entries],
    owners: list[list[Part]],
    fields: Sequence[Part] = (),
) -> PDFObjectReference:
    """Add the tree to a file, and return its root; `owners` has for each page its marks' parts.

    `fields` are the parts that hold an annotation; their numbers follow those of the pages.
    """
    root = Entries(Type="/StructTreeRoot")
    entries: dict[int, Entries] = {}
    root["K"] = _added(objects, whole, (objects.add(root), pages, entries))
    numbers: list[object] = []
    for at, parts in enumerate(owners):
        refs = Array([objects.add(entries[id(part)]) for part in parts])
        numbers += [at, objects.add(refs)]
    for at, part in enumerate(fields, len(pages)):
        numbers += [at, objects.add(entries[id(part)])]
    root["ParentTree"] = objects.add(Entries(Nums=Array(numbers)))
    root["ParentTreeNextKey"] = len(pages) + len(fields)
    return objects.add(root)


def _added(
    objects: Objects,
    part: Part,
    within: tuple[PDFObjectReference, list[Entries], dict[int, Entries]],
) -> PDFObjectReference:
    parent, pages, entries = within
    entry = Entries(Type="/StructElem", S=f"/{part.role}", P=parent)
    reference = objects.add(entry)
    entries[id(part)] = entry
    if part.scope:
        entry["A"] = Entries(O="/Table", Scope=f"/{part.scope}")
    if part.typed:
        entry["ActualText"] = words(part.typed)
    below = (reference, pages, entries)
    entry["K"] = Array(list(_kids(objects, part, below)))
    return reference


def _kids(
    objects: Objects,
    part: Part,
    below: tuple[PDFObjectReference, list[Entries], dict[int, Entries]],
) -> Iterator[object]:
    for held in part.holds:
        if isinstance(held, Mark):
            page = objects.add(below[1][held.page])
            yield Entries(Type="/MCR", Pg=page, MCID=held.number)
        elif isinstance(held, Placed):
            page, own = objects.add(below[1][held.page]), objects.add(held.annotation)
            yield Entries(Type="/OBJR", Obj=own, Pg=page)
        else:
            yield _added(objects, held, below)
