"""The parts a PDF is written from, in ReportLab's document model."""

import zlib

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFString,
)


class Entries(PDFDictionary):
    """A dictionary of a PDF, written on one line whatever the host's ReportLab settings say."""

    multiline = False

    def __init__(self, **entries: object) -> None:
        super().__init__(entries)


class Array(PDFArray):
    """An array of a PDF, written on one line whatever the host's ReportLab settings say."""

    multiline = False


class Stream(PDFObject):
    """Bytes with a dictionary; ends on a line of its own, as PDF/A asks and ReportLab does not."""

    __RefOnly__ = 1  # ReportLab's mark of what cannot stand inside another object

    def __init__(self, content: bytes, entries: Entries) -> None:
        self._content = content
        entries["Length"] = len(content)
        self._entries = entries

    def format(self, document: PDFDocument) -> bytes:
        """Return the object as it stands in the file."""
        return b"%b\nstream\n%b\nendstream\n" % (self._entries.format(document), self._content)


def words(text: str) -> PDFString:
    """Return text for people, such as a title."""
    return PDFString(text)


def stream(content: bytes, **entries: object) -> Stream:
    """Return a compressed stream; the host's setting for ASCII armour is passed over."""
    return pressed(zlib.compress(content, 9), **entries)


def pressed(content: bytes, **entries: object) -> Stream:
    """Return a stream of bytes that are compressed already."""
    return Stream(content, Entries(Filter="/FlateDecode", **entries))


def plain_stream(content: bytes, **entries: object) -> Stream:
    """Return a stream that any program finds by reading the file's bytes, such as metadata."""
    return Stream(content, Entries(**entries))


class Objects:
    """The objects of one PDF 1.7 file, numbered in the order they are added."""

    def __init__(self) -> None:
        self._document = PDFDocument(invariant=1, pdfVersion=(1, 7))

    def add(self, part: PDFObject) -> PDFObjectReference:
        """Add an object once, and return a reference to it."""
        reference: PDFObjectReference
        reference = self._document.Reference(part)  # type: ignore[no-untyped-call]  # open in stubs
        return reference

    def written(self, catalog: Entries, information: Entries, identity: bytes) -> bytes:
        """Return the file; `identity` is what its own identifier is computed from."""
        document = self._document
        document.updateSignature(identity)
        document.Catalog = catalog  # type: ignore[attr-defined]  # the stubs leave it out
        document.info = information  # type: ignore[assignment]  # ours has no fixed dates
        return bytes(document.format())
