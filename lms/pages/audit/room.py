"""The auditor's room: six answers about one agreement, the rows behind them, and files."""

from collections.abc import Sequence
from contextlib import ExitStack
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import Any, Final, NamedTuple

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.actions.ledger.export_evidence_pack import export_evidence_pack
from lms.agreements.rooms.sampling import SIZE
from lms.kernel.access import Permission
from lms.pages import words
from lms.pages.audit.entering import Inside, inside, with_roster
from lms.pages.downloads import MEDIA_TYPES
from lms.pages.host import actor, allow, looking, working
from lms.pages.packs import sent_file
from lms.reports.agreement.pack.made import pack_made, pack_name
from lms.reports.agreement.pack.parties import all_tables_of
from lms.reports.agreement.pack.scope import scope_of
from lms.reports.agreement.pack.tables import Table
from lms.reports.agreement.room.answers import answers_of
from lms.reports.agreement.room.checked import checked
from lms.reports.agreement.room.proofs import RECORDS
from lms.reports.agreement.room.sample import STRATA
from lms.reports.agreement.room.taken import kind_of, table_pieces
from lms.reports.agreement.room.which import rooms_for
from lms.reports.taking import Form

pages = Blueprint("audit", __name__)
TABLES: Final = (
    *("people", "standing", "completions", "before-access", "gaps", "exceptions"),
    *("withdrawals", "certificates", "retraining", "contract-agents", "signed-copies"),
)
TABLE: Final = f"<any({', '.join(map(repr, TABLES))}):name>"
FORM: Final = f"<any({', '.join(Form)}):form>"
ON_SCREEN: Final = 200
LEFT_OUT: Final = frozenset(
    {"worker_id", "as_of", "known_at", "text_sha256", "entry_sha256", "tzdata"}
)


@pages.get("/audit/")
@allow(Permission.VISIT_ROOMS)
def index() -> ResponseReturnValue:
    """List the rooms that are open; whoever has just one is in it at once."""
    with looking() as work:
        rooms = rooms_for(work)
    if len(rooms) == 1 and not actor().may(Permission.SEE_EVERYONE):
        return redirect(url_for(".six", agreement=rooms[0].agreement), HTTPStatus.SEE_OTHER)
    return render_template("lms/audit/index.html", rooms=rooms, words=words)


@pages.get("/audit/<path:agreement>/")
@allow(Permission.VISIT_ROOMS)
def six(agreement: str) -> tuple[str, int]:
    """Answer the six questions as of a day."""
    with inside(agreement, "the six answers") as here:
        return _six(here)


@pages.post("/audit/<path:agreement>/")
@allow(Permission.VISIT_ROOMS)
def hold(agreement: str) -> tuple[str, int]:
    """Answer them with a roster held against the records; nothing of it is kept."""
    with inside(agreement, "the six answers, with a roster") as here:
        return _six(with_roster(here))


@pages.get(f"/audit/<path:agreement>/rows/{TABLE}")
@allow(Permission.VISIT_ROOMS)
def rows(agreement: str, name: str) -> str:
    """Show the rows behind an answer."""
    with inside(agreement, f"rows: {name}") as here:
        table = _table(here, name)
        return render_template(
            "lms/audit/rows.html",
            **frame(here.sound()),
            kind=kind_of(table),
            table=table,
            records=RECORDS,
            entries=[_entry(table, row) for row in table.rows[:ON_SCREEN]],
        )


@pages.get(f"/audit/<path:agreement>/rows/{TABLE}.{FORM}")
@allow(Permission.VISIT_ROOMS)
def take(agreement: str, name: str, form: str) -> Response:
    """Send those rows as a file."""
    with inside(agreement, f"rows as {form}: {name}") as here:
        table, chosen = _table(here.sound(), name), Form(form)
        house = here.work.organization.name
        pieces = table_pieces(here.work.session, here.question, table, chosen, house)
        content = b"".join(pieces)
        file = kind_of(table).file_name(here.question, chosen)
    answer = Response(content, content_type=MEDIA_TYPES[chosen])
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


@pages.get("/audit/<path:agreement>/ledger")
@allow(Permission.VISIT_ROOMS)
def ledger(agreement: str) -> str:
    """Read the whole ledger now, and say whether it is whole, with a checkpoint to keep."""
    with inside(agreement, "the ledger, checked") as here:
        found = checked(here.work)
        return render_template("lms/audit/ledger.html", **frame(here.sound()), found=found)


@pages.post("/audit/<path:agreement>/pack")
@allow(Permission.VISIT_ROOMS)
def pack(agreement: str) -> Response:
    """Make the evidence pack, record that it was taken, and send it."""
    with ExitStack() as opened:
        with inside(agreement, "the evidence pack, taken") as here:
            out = opened.enter_context(TemporaryFile())
            made = pack_made(here.work, here.sound().question, out)
        with working() as work:
            export_evidence_pack(work, made)
        opened.pop_all()
    return sent_file(out, f"{pack_name(made.agreement, made.as_of)}.zip")


def frame(here: Inside) -> dict[str, Any]:
    """Return what every page of a room is told."""
    return {
        "agreement": here.agreement,
        "room": here.room,
        "form": here.form,
        "question": here.question,
        "address": here.address,
        "words": words,
    }


def _six(here: Inside) -> tuple[str, int]:
    scope = scope_of(here.work.session, here.question)
    found = answers_of(here.work.session, scope)
    page = render_template(
        "lms/audit/six.html",
        **frame(here),
        described=scope.described,
        latest=scope.descriptions[-1].number,
        found=found,
        strata=list(STRATA.items()),
        size=SIZE,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if here.form.wrong else HTTPStatus.OK


def _table(here: Inside, name: str) -> Table:
    return all_tables_of(here.work.session, scope_of(here.work.session, here.question))[name]


class Entry(NamedTuple):
    """A row as a screen shows it: whose it is, its other cells that say something, its own id."""

    worker: str
    cells: list[tuple[str, Any]]
    key: str


def _entry(table: Table, row: Sequence[Any]) -> Entry:
    told = dict(zip(table.names, row, strict=True))
    said = [
        (name.replace("_", " "), cell)
        for name, cell in told.items()
        if name not in LEFT_OUT and cell not in {None, ""}
    ]
    _, column = RECORDS.get(table.name, ("", ""))
    return Entry(told.get("worker_id", ""), said, str(told.get(column) or ""))
