"""Lists that somebody brings along: held against the records, shown or taken, and not kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from io import BytesIO
from typing import Any, BinaryIO, Final, NamedTuple

from flask import Blueprint, Response, render_template, request

from lms.agreements.reader import read_access_list
from lms.kernel.access import Permission
from lms.kernel.errors import Fault, Refused
from lms.pages import words
from lms.pages.answers import Told
from lms.pages.downloads import download
from lms.pages.host import allow, looking
from lms.pages.narrowing import Narrowed, narrowed
from lms.pages.officer.filled import Filled
from lms.pages.officer.rows import shown
from lms.people.reader import read_roster
from lms.reports.agreement.reconciliation import Where
from lms.reports.asking import Answer, Question
from lms.reports.taking import KINDS, Form

pages = Blueprint("brought", __name__)
ROWS_ON_SCREEN: Final = 500
FORMS: Final = tuple((one.value, one.value.upper()) for one in Form)
"""As what a report is taken: the word that is sent, and the one that is shown."""
MISSING: Final = "Choose a file: a CSV with {columns}."


class Brought(NamedTuple):
    """A list that a report needs or takes: its words, its columns, and how it is read."""

    title: str
    columns: str
    read: Callable[[BinaryIO, Question], Question]


def _with_roster(file: BinaryIO, question: Question) -> Question:
    return replace(question, roster=read_roster(file))


def _with_access(file: BinaryIO, question: Question) -> Question:
    return replace(question, access=read_access_list(file))


LISTS: Final[Mapping[str, Brought]] = {
    "reconciliation": Brought("The roster", "worker_id, and name if there is one", _with_roster),
    "before-access": Brought("An access list", "worker_id, system and granted_on", _with_access),
}
"""By report, the list that is brought along."""


@pages.post(f"/reports/<any({', '.join(map(repr, LISTS))}):name>")
@allow(Permission.TAKE_REPORTS)
def show(name: str) -> tuple[str, int] | Response:
    """Hold a list against the records, and show what comes of it, or send that as a file."""
    form = Filled({"file": ""})
    with looking() as work:
        asked = narrowed(work, agreed=True)
        try:
            question = _question(name, asked)
            report = KINDS[name].ask(work.session, question)
        except Refused as refused:
            form.refused(refused.faults, {})
            return page(name, asked, form), HTTPStatus.UNPROCESSABLE_ENTITY
        if request.form.get("form") in set(Form):
            return download(KINDS[name], question, Form(request.form["form"]))
        rows = list(report.rows)
    return page(name, asked, form, (report, rows)), HTTPStatus.OK


def page(
    name: str,
    asked: Narrowed,
    form: Filled,
    found: tuple[Answer, list[Sequence[Any]]] | None = None,
) -> str:
    """Show the form for a list, and what was found of one."""
    report, rows = found or (None, [])
    return render_template(
        "lms/reports/brought.html",
        kind=KINDS[name],
        brought=LISTS[name],
        asked=asked,
        form=form,
        forms=FORMS,
        told=_told(name, rows) if report else None,
        header=report.header if report else (),
        rows=shown(report, rows[:ROWS_ON_SCREEN]) if report else [],
        found=_found(len(rows)) if report else "",
        words=words,
    )


def _question(name: str, asked: Narrowed) -> Question:
    sent = request.files.get("file")
    content = b"" if sent is None else sent.read()
    brought = LISTS[name]
    if not content:
        raise Refused.of([Fault(MISSING.format(columns=brought.columns), "file")])
    return brought.read(BytesIO(content), asked.sound)


def _told(name: str, rows: list[Sequence[Any]]) -> Told:
    if name == "reconciliation":
        return _reconciled(rows)
    exceptions = sum(row[7] == "yes" for row in rows)
    of_all = words.counted(len(rows), "row")
    if not exceptions:
        return Told(f"No access came before the training, in {of_all}.", "ok", "None", "", 0)
    answer = f"Access came before the training in {exceptions} of {of_all}."
    return Told(answer, "late", words.counted(exceptions, "exception"), "", len(rows))


def _reconciled(rows: list[Sequence[Any]]) -> Told:
    alone = sum(row[2] != Where.BOTH for row in rows)
    if not alone:
        told = f"The two lists hold the same {words.counted(len(rows), 'worker')}."
        return Told(told, "ok", "Complete", "", len(rows))
    answer = f"The two lists differ in {words.counted(alone, 'worker')}."
    return Told(answer, "late", f"{alone} to explain", "", len(rows))


def _found(rows: int) -> str:
    if rows <= ROWS_ON_SCREEN:
        return f"All {words.counted(rows, 'row')}." if rows else "No rows."
    return f"Showing the first {ROWS_ON_SCREEN} of {rows:,} rows; take the whole as a file."
