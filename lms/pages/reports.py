"""The auditor's page: reports as of any day, on screen, and to take away as a file."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, render_template

from lms.kernel.access import Permission
from lms.kernel.errors import Refused
from lms.pages import words
from lms.pages.answers import Told, told
from lms.pages.downloads import download
from lms.pages.host import allow, looking
from lms.pages.narrowing import narrowed
from lms.pages.officer import brought
from lms.pages.officer.filled import Filled
from lms.pages.officer.rows import shown
from lms.reports.taking import KINDS, Form
from lms.reports.verifying.bundle import bundled_count

pages = Blueprint("reports", __name__)
KIND: Final = f"<any({', '.join(map(repr, KINDS))}):name>"
FORM: Final = f"<any({', '.join(Form)}):form>"
ROWS_ON_SCREEN: Final = 100


@pages.get("/reports/")
@allow(Permission.TAKE_REPORTS)
def index() -> tuple[str, int]:
    """Show what can be asked, answered in a sentence each."""
    with looking() as work:
        asked = narrowed(work, agreed=True)
        told_of = [
            (kind, None if asked.problems else told(work, kind, asked.question))
            for kind in KINDS.values()
        ]
        bundled = bundled_count(work.session, asked.question)
    page = render_template(
        "lms/reports/index.html", asked=asked, told_of=told_of, bundled=bundled, words=words
    )
    return page, _status(asked.problems)


@pages.get(f"/reports/{KIND}")
@allow(Permission.TAKE_REPORTS)
def show(name: str) -> tuple[str, int]:
    """Show the first rows of a report and what they say."""
    kind = KINDS[name]
    with looking() as work:
        asked = narrowed(work, agreed=True)
        if kind.needs:
            return brought.page(name, asked, Filled({})), _status(asked.problems)
        answer = None if asked.problems else told(work, kind, asked.question)
        report = kind.ask(work.session, asked.question)
        rows = [] if asked.problems else report.first(ROWS_ON_SCREEN + 1)
    page = render_template(
        "lms/reports/show.html",
        kind=kind,
        asked=asked,
        told=answer,
        rows=shown(report, rows[:ROWS_ON_SCREEN]),
        found=_found(answer, len(rows)),
        brought=brought.LISTS.get(name),
        forms=brought.FORMS,
        words=words,
    )
    return page, _status(asked.problems)


@pages.get(f"/reports/{KIND}.{FORM}")
@allow(Permission.TAKE_REPORTS)
def take(name: str, form: str) -> Response:
    """Send a report as a file; one about a list that is brought along is sent from its form."""
    if KINDS[name].needs:
        raise Refused("Choose the list first, on the page of this report.")
    with looking() as work:
        question = narrowed(work, agreed=True).sound
    return download(KINDS[name], question, Form(form))


@pages.get(f"/reports/{KIND}/dictionary")
@allow(Permission.TAKE_REPORTS)
def dictionary(name: str) -> str:
    """Show what every column of a report means."""
    return render_template("lms/reports/dictionary.html", kind=KINDS[name])


def _status(problems: dict[str, str]) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK


def _found(answer: Told | None, rows: int) -> str:
    if answer is None:
        return ""
    if rows <= ROWS_ON_SCREEN:
        return f"All {words.counted(rows, 'row')}." if rows else "No rows."
    of_all = "all" if answer.rows is None else f"{answer.rows:,} rows"
    return f"Showing the first {ROWS_ON_SCREEN} of {of_all}; take the whole as a file."
