"""A table of one agreement as a file: the same rows, as CSV, JSON, a workbook or a PDF."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from lms.reports.agreement.pack.tables import Table
from lms.reports.asking import Answer, Question, Rows
from lms.reports.taking import KINDS, Form, Kind


def table_pieces(
    session: Session, question: Question, table: Table, form: Form, organization: str
) -> Iterator[bytes]:
    """Return a table a piece at a time; raise `Refused` for one that is too long for a PDF."""
    return kind_of(table).pieces(session, question, form, organization)


def kind_of(table: Table) -> Kind:
    """Return a table as the kind of report it is: cleaned of what is no business of its client."""

    def ask(_session: Session, _question: Question) -> Answer:
        return Answer(table.columns, _rows(table))

    if table.name in KINDS:
        return KINDS[table.name]._replace(ask=ask, needs="", takes="")
    title = table.name.replace("-", " ").capitalize()
    return Kind(table.name, title, table.answers, table.columns, table.words, ask)


def _rows(table: Table) -> Rows:
    yield from table.rows
