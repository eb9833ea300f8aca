"""A report on paper conforms to PDF/UA-1 and PDF/A-3a, whatever script its names are in."""

from datetime import UTC, datetime
from pathlib import Path

from lms.certificates.drawing.document import Description
from lms.certificates.drawing.styles import Style
from lms.reports.forms.paper.file import filed
from lms.reports.forms.paper.pages import Paper
from lms.reports.forms.paper.table import Table
from tests.certificates.test_conformance import verdicts

WORDS = ("Ana Pérez", "محمد علي", "Ελένη", "中文", "why " * 400, "")


def a_report(rows: int) -> bytes:
    """A report of several pages, with a row that is longer than one."""
    paper = Paper()
    paper.paragraph("H1", "Standing as of 31 Jan 2026", Style("regular", 22))
    paper.paragraph("P", "How does everybody stand?", Style("regular", 10))
    table = Table(paper, ("Worker", "Why"), (1, 2))
    for number in range(rows):
        table.add((WORDS[number % 4], WORDS[-1 - number % 3]))
    at = datetime(2026, 1, 31, tzinfo=UTC)
    return filed(paper, "Ledger: no entry yet", Description("Standing", "Alder", "How?", at))


def test_a_report_conforms_to_both_standards(tmp_path: Path) -> None:
    told = verdicts(tmp_path, {"report": a_report(40)})

    assert [line[:11] for line in told["report"]] == ["PASS ua1 it", "PASS 3a it"[:11]]


def test_the_same_report_has_the_same_bytes() -> None:
    assert a_report(7) == a_report(7)
