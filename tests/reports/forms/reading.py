"""Reading reports back with other people's programs, in whatever form they were taken."""

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf

from lms.kernel.access import SYSTEM
from lms.kernel.outgoing.tabular import plain_cell
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.taking import KINDS, Form

Table = list[list[str]]


def taken(workshop: Workshop, name: str, form: Form, question: Question) -> bytes:
    """A report's bytes."""
    with workshop.look(SYSTEM) as work:
        house = work.organization.name
        return b"".join(KINDS[name].pieces(work.session, question, form, house))


def csv_table(content: bytes) -> Table:
    """Header and rows of a CSV, its guards taken off."""
    rows = csv.reader(io.StringIO(content.decode(), newline=""))
    return [[plain_cell(cell) for cell in row] for row in rows]


def json_table(content: bytes) -> Table:
    """Header and rows of a JSON."""
    told: list[dict[str, Any]] = json.loads(content)
    rows = [["" if cell is None else str(cell) for cell in one.values()] for one in told]
    return [list(told[0]), *rows]


def xlsx_sheets(content: bytes) -> dict[str, Table]:
    """The sheets of a workbook, as another maker's program reads them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
        for sheet in book.worksheets
    }


def xlsx_types(content: bytes) -> set[str]:
    """The types of all cells that hold something, and whether any is a link."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    types = {cell.data_type for cell in cells if cell.value is not None}
    return types | {"link" for cell in cells if cell.hyperlink}


def pdf_tables(content: bytes, folder: Path) -> list[Table]:
    """The tables of a tagged PDF, as those hear them who cannot see it."""
    typed = iter(_typed(content))
    tables: list[Table] = []
    given, inside = "", False
    for role, words in _structure(content, folder):
        if role == "Table":
            tables.append([])
        elif role == "TR":
            tables[-1].append([])
        elif role in {"TH", "TD"}:
            given, inside = next(typed), True
            tables[-1][-1].append(given)
        elif role:
            inside = role in {"THead", "TBody"}
        elif inside and not given:
            tables[-1][-1][-1] += words
    return tables


def _structure(content: bytes, folder: Path) -> list[tuple[str, str]]:
    """Roles and words in reading order; a line of words has no role."""
    (folder / "read.pdf").write_bytes(content)
    command = ("pdfinfo", "-struct-text", str(folder / "read.pdf"))
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = (line.strip() for line in said.splitlines())
    return [
        ("", line[1:-1]) if line.startswith('"') else (re.split("[ :]", line)[0], "")
        for line in lines
        if line and not line.startswith("/")
    ]


def _typed(content: bytes) -> list[str]:
    """What every cell of a table says is its text, where it stands otherwise on paper."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return list(_cells(pdf.Root.StructTreeRoot.K))


def _cells(part: Any) -> Iterator[str]:  # noqa: ANN401 - a part of a PDF's structure
    if str(part.get("/S")) in {"/TH", "/TD"}:
        yield str(part.get("/ActualText", ""))
        return
    for held in part.get("/K", ()):
        if "/S" in held:
            yield from _cells(held)
