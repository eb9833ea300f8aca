"""Which reports can be taken away, and as what? The same bytes from a page and a command."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from lms.kernel.outgoing.tabular import csv_pieces, json_pieces
from lms.kernel.outgoing.workbook import Book, workbook_pieces
from lms.reports import completions, coverage_matrix, exceptions, gaps, standing
from lms.reports.agreement import before_access, reconciliation, retraining
from lms.reports.asking import Answer, Column, Question
from lms.reports.forms.about import Fact, Named, Told, facts_of, foot_of, sheet_of
from lms.reports.forms.dictionary import dictionary
from lms.reports.forms.report import report_pdf


class Form(StrEnum):
    """What a report is written as."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    PDF = "pdf"


class Kind(NamedTuple):
    """A report that can be taken: its name, what it is called, what it answers, how it is asked.

    `words` are those of its status column, or of its column of causes. `needs` names the list
    that whoever asks must bring along, `takes` one that they may.
    """

    name: str
    title: str
    answers: str
    columns: tuple[Column, ...]
    words: tuple[Column, ...]
    ask: Callable[[Session, Question], Answer]
    needs: str = ""
    takes: str = ""

    def pieces(
        self, session: Session, question: Question, form: Form, organization: str = ""
    ) -> Iterator[bytes]:
        """Return the report a piece at a time, read from the database as it is taken.

        A workbook and a PDF also say whose report it is. Raises `Refused` at once for a question
        that cannot be asked, and for one whose answer is too long for a PDF.
        """
        answer = self.ask(session, question)
        if form is Form.CSV:
            return csv_pieces(answer.names, answer.rows, answer.typed)
        if form is Form.JSON:
            return json_pieces(answer.names, answer.rows)
        facts = facts_of(session, self.named, question, organization)
        facts += tuple(Fact(*pair) for pair in answer.header)
        if form is Form.PDF:
            foot = foot_of(session, question)
            return iter([report_pdf(self.named, answer, question, Told(facts, foot))])
        about = sheet_of(self.named, facts)
        book = Book(self.title, question.as_of, answer.names, about)
        return workbook_pieces(book, answer.rows)

    def header(self, session: Session, question: Question) -> tuple[tuple[str, str], ...]:
        """Return what is so of the whole, in pairs: of which bytes a list is, and counts."""
        return self.ask(session, question).header if self.needs or self.takes else ()

    def file_name(self, question: Question, form: Form) -> str:
        """Return what to call the file: completions-2026-11-24.csv."""
        return f"{self.name}-{question.as_of.isoformat()}.{form}"

    @property
    def named(self) -> Named:
        """What it is called, and what its columns mean."""
        about = "Cause" if self.name == "gaps" else "Status"
        return Named(self.name, self.title, self.answers, self.columns, self.words, about)

    @property
    def dictionary(self) -> str:
        """What every column means, as Markdown."""
        named = self.named
        return dictionary(named.title, named.columns, named.words, named.about)


KINDS: Final = {
    kind.name: kind
    for kind in (
        Kind(
            "completions",
            "Completions",
            "Who completed what, when, on which text, and with what result?",
            completions.COLUMNS,
            (),
            completions.completions,
        ),
        Kind(
            "standing",
            "Standing",
            "How does everybody stand toward every requirement, and why?",
            standing.COLUMNS,
            standing.STATUSES,
            standing.standing,
        ),
        Kind(
            "overdue",
            "Overdue",
            "Who is late, for what, and since when?",
            standing.COLUMNS,
            standing.STATUSES,
            standing.overdue,
        ),
        Kind(
            "gaps",
            "Gaps",
            "On which days was a required worker not covered, and why?",
            gaps.COLUMNS,
            gaps.CAUSES,
            gaps.gaps,
        ),
        Kind(
            "exceptions",
            "Exceptions",
            "Which leave, extensions and waivers were decided, why, and what happened after?",
            exceptions.COLUMNS,
            (),
            exceptions.exceptions,
        ),
        Kind(
            "retraining",
            "Retraining after incidents",
            "Who is to take which course again after an incident, and who has?",
            retraining.COLUMNS,
            retraining.STATES,
            retraining.retraining,
        ),
        Kind(
            "reconciliation",
            "Reconciliation",
            "Is everybody on the roster on record, and everybody on record on the roster?",
            reconciliation.COLUMNS,
            reconciliation.WHERE,
            reconciliation.reconciliation,
            needs="roster",
        ),
        Kind(
            "before-access",
            "Training before access",
            "Did everybody who was given access have their training before it?",
            before_access.COLUMNS,
            (),
            before_access.before_access,
            takes="access",
        ),
        Kind(
            "coverage-matrix",
            "Coverage matrix",
            "Is every section of the law taught and asked, for whom, and how well is it answered?",
            coverage_matrix.COLUMNS,
            (),
            coverage_matrix.coverage_matrix,
        ),
    )
}
"""Every report that can be taken, by name."""
