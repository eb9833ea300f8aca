"""A report as a tagged PDF: what it is about, its rows in chosen columns, what they mean."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, time
from itertools import islice
from typing import Final

from lms.certificates.drawing.document import Description
from lms.certificates.drawing.styles import PINE, Style
from lms.kernel.errors import Refused
from lms.reports.asking import Answer, Question
from lms.reports.forms.about import Named, Told
from lms.reports.forms.paper.file import filed
from lms.reports.forms.paper.pages import Paper
from lms.reports.forms.paper.table import Table
from lms.reports.forms.printed import Printed, cells_of, printed
from lms.standing.explanation import in_words

MOST_ROWS: Final = 5_000
"""More would be a thousand pages that nobody reads, and half a minute of work."""
TITLE: Final = Style("regular", 22, PINE)
HEADING: Final = Style("strong", 12.5, PINE)
WORDS: Final = Style("regular", 10)
AFTER_TITLE: Final = 8.0


def report_pdf(named: Named, answer: Answer, question: Question, told: Told) -> bytes:
    """Return a report as a PDF; raise `Refused` for more rows than one reads on paper.

    Equal answers give equal bytes.
    """
    title = f"{named.title} as of {in_words(question.as_of)}"
    columns = printed(named.name, answer.names)
    paper = Paper()
    paper.paragraph("H1", title, TITLE, after=AFTER_TITLE)
    for fact in told.facts:
        paper.paragraph("P", f"{fact.label}: {fact.words}", WORDS, after=1)
    paper.paragraph("P", _left_out(columns, answer), WORDS, after=AFTER_TITLE)
    paper.paragraph("H2", "Rows", HEADING)
    rows = _rows(paper, columns, answer)
    paper.paragraph("P", "There are no rows." if not rows else f"All rows: {rows:,}.", WORDS)
    _meanings(paper, "What each column means", ("Column", "Meaning"), named.columns)
    if named.words:
        _meanings(paper, named.about, ("Word", "Meaning"), named.words)
    at = datetime.combine(question.as_of, time(), UTC)
    author = next((fact.words for fact in told.facts if fact.label == "Organization"), "")
    return filed(paper, told.foot, Description(title, author, named.answers, at))


def _rows(paper: Paper, columns: Sequence[Printed], answer: Answer) -> int:
    with closing(answer.rows):
        rows = list(islice(answer.rows, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise Refused(
            f"On paper a report takes at most {MOST_ROWS:,} rows, and these are more. "
            "Take it as CSV or XLSX, or narrow it to a team or a training."
        )
    if rows:
        table = Table(paper, [one.head for one in columns], [one.share for one in columns])
        for row in rows:
            table.add(cells_of(columns, answer.names, row))
    return len(rows)


def _left_out(columns: Sequence[Printed], answer: Answer) -> str:
    shown = {name for column in columns for name in column.names}
    left_out = [name for name in answer.names if name not in shown]
    if not left_out:
        return "All columns of the report are printed."
    return (
        f"Printed are {len(shown)} of {len(answer.names)} columns; the CSV, the JSON and the "
        f"workbook have all. Not printed: {', '.join(left_out)}."
    )


def _meanings(
    paper: Paper, title: str, heads: tuple[str, str], told: Sequence[tuple[str, str, bool]]
) -> None:
    paper.paragraph("H2", title, HEADING)
    table = Table(paper, heads, (1, 4))
    for name, meaning, _ in told:
        table.add((name, meaning))
