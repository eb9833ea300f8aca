"""A report says the same as CSV, JSON, workbook and PDF."""

import io
import re
import subprocess
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest

from lms.actions.agreements.open_retraining import Opening, open_retraining
from lms.actions.grant_exception import Decision, grant_exception
from lms.agreements.model import AccessList, Grant
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.people.model import Listed, Roster
from lms.reports.asking import Question, Rows
from lms.reports.forms import report as module
from lms.reports.forms.about import Told
from lms.reports.forms.printed import cells_of, printed
from lms.reports.taking import KINDS, Form
from lms.standing.records import ExceptionKind
from tests.reports.agreement.clients import TIDE, serving
from tests.reports.forms.reading import (
    csv_table,
    json_table,
    pdf_tables,
    taken,
    xlsx_sheets,
    xlsx_types,
)
from tests.reports.house import BASICS, MANAGER, TODAY, settled

NOW: Final = Question(
    as_of=TODAY,
    today=TODAY,
    roster=Roster("ab" * 32, (Listed(WorkerId("W-001")), Listed(WorkerId("W-404"), "=Ada"))),
    access=AccessList("cd" * 32, (Grant(WorkerId("W-001"), "Claims vault", TODAY),)),
)
THEN: Final = Question(as_of=date(2025, 6, 30), today=TODAY, known_at=date(2025, 12, 31))
HOSTILE: Final = '=HYPERLINK("http://x.example";"<b>&amp;") _x0041_ محمد علي 中文'


@pytest.fixture
def house(workshop: Workshop) -> Workshop:
    """The known house, where a hostile reason was given for more time."""
    with settled(workshop).work(SYSTEM) as work:
        grant_exception(
            work,
            Decision(
                kind=ExceptionKind.LEAVE,
                worker=WorkerId("W-003"),
                requirement=None,
                to_on=None,
                approved_by=MANAGER,
                reason=HOSTILE,
            ),
        )
        opening = Opening(
            workers=(WorkerId("W-002"),),
            course=BASICS,
            incident="INC-2026-014",
            due_on=TODAY,
            approved_by=MANAGER,
        )
        open_retraining(work, opening)
    return workshop


@pytest.mark.parametrize("name", [name for name in KINDS if name != "coverage-matrix"])
def test_every_form_has_the_same_figures(house: Workshop, name: str, tmp_path: Path) -> None:
    told = csv_table(taken(house, name, Form.CSV, NOW))
    columns = printed(name, told[0])

    assert len(told) > 1
    assert json_table(taken(house, name, Form.JSON, NOW)) == told
    sheet = [[_as_read(cell) for cell in row] for row in told]
    assert xlsx_sheets(taken(house, name, Form.XLSX, NOW))["Rows"] == sheet
    rows, meanings = pdf_tables(taken(house, name, Form.PDF, NOW), tmp_path)[:2]
    assert rows[0] == [column.head for column in columns]
    expected = [[_heard(cell) for cell in cells_of(columns, told[0], row)] for row in told[1:]]
    assert rows[1:] == expected
    assert meanings[1:] == [[column.name, column.meaning] for column in KINDS[name].columns]


def _as_read(cell: str) -> str:
    """A cell as the reader leaves it: the escape of what looks like one, which Excel takes off."""
    return cell.replace("_x0041_", "_x005F_x0041_")


def _heard(cell: str) -> str:
    return " ".join(cell.split())


def test_nothing_in_a_workbook_is_a_formula_or_a_link(house: Workshop) -> None:
    assert xlsx_types(taken(house, "exceptions", Form.XLSX, NOW)) == {"s"}
    assert xlsx_types(taken(house, "completions", Form.XLSX, NOW)) == {"s"}


def test_a_workbook_and_a_pdf_say_what_they_are_about(house: Workshop, tmp_path: Path) -> None:
    about = xlsx_sheets(taken(house, "standing", Form.XLSX, THEN))["About"]
    (tmp_path / "x.pdf").write_bytes(taken(house, "standing", Form.PDF, THEN))
    said = subprocess.run(
        ("pdftotext", "-layout", str(tmp_path / "x.pdf"), "-"),
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    expected = {
        "Organization": "Alder Quay Billing",
        "Question": "How does everybody stand toward every requirement, and why?",
        "As of": "30 Jun 2025, for each worker in their own time zone",
        "Known at": "31 Dec 2025: what was recorded later is left out",
        "Of the law": "42 CFR Part 2 itself sets no training interval.",
    }
    assert about[0][0] == "Standing"
    assert {label: words for label, words in about if label in expected} == expected
    assert all(f"{label}: {words}" in said for label, words in expected.items())
    assert ["status", "The one status on that day; its words are told under Status."] in about
    assert "Standing as of 30 Jun 2025" in said
    assert "Printed are 16 of 21 columns; the CSV, the JSON and the workbook have all." in said
    assert "Page 1 of " in said
    assert re.search("Ledger entry 2, sealed [0-9a-f]{64}", said)


def test_a_long_pdf_has_its_head_on_every_page_and_once_in_its_structure(
    workshop: Workshop, tmp_path: Path
) -> None:
    question, kind = NOW, KINDS["gaps"]
    rows = (
        ("W-1", f"Worker {number}", "annual", TODAY, TODAY, number, "late", "why " * (number * 9))
        for number in range(1, 120)
    )
    with workshop.look(SYSTEM) as work:
        answer = kind.ask(work.session, question)._replace(rows=_each(rows))
        content = module.report_pdf(kind.named, answer, question, Told())
    (tmp_path / "x.pdf").write_bytes(content)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = len(pdf.pages)
        assert all(page.StructParents == at for at, page in enumerate(pdf.pages))
        assert pdf.Root.MarkInfo.Marked
    checked = subprocess.run(
        ("qpdf", "--check", str(tmp_path / "x.pdf")), check=True, capture_output=True, text=True
    )
    said = subprocess.run(
        ("pdftotext", "-layout", str(tmp_path / "x.pdf"), "-"),
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "No syntax or stream encoding errors" in checked.stdout
    assert said.count("What bears on it") >= pages - 2 > 20
    assert f"Page {pages} of {pages}" in said
    rows_heard = pdf_tables(content, tmp_path)[0]
    assert [row[4] for row in rows_heard[1:]] == [str(number) for number in range(1, 120)]
    assert rows_heard[-1][6] == " ".join(["why"] * (119 * 9))


def _each(rows: Iterable[Sequence[Any]]) -> Rows:
    yield from rows


def test_more_rows_than_one_reads_on_paper_are_refused(
    house: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)

    with pytest.raises(Refused, match="at most 3 rows, and these are more"):
        taken(house, "completions", Form.PDF, NOW)
    assert len(csv_table(taken(house, "completions", Form.CSV, NOW))) == 5


def test_a_report_of_one_agreement_names_no_other_client_in_any_form(
    workshop: Workshop, tmp_path: Path
) -> None:
    question = Question(as_of=TODAY, today=TODAY, agreement=TIDE)
    serving(workshop)

    about = xlsx_sheets(taken(workshop, "standing", Form.XLSX, question))["About"]
    content = taken(workshop, "standing", Form.PDF, question)
    (tmp_path / "x.pdf").write_bytes(content)
    said = subprocess.run(
        ("pdftotext", str(tmp_path / "x.pdf"), "-"), check=True, capture_output=True, text=True
    ).stdout

    assert "Basis of tide-yearly" in said
    assert any(line[0] == "Basis of tide-yearly" for line in about)
    assert "wren" not in said.lower()
    assert "wren" not in str(about).lower()
