"""The evidence pack of one agreement: what it will hold, and the file."""

from contextlib import ExitStack
from http import HTTPStatus
from io import SEEK_END, BytesIO
from tempfile import TemporaryFile
from typing import IO, Final

from flask import Blueprint, Response, render_template, request

from lms.actions.ledger.export_evidence_pack import export_evidence_pack
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound, Refused
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.host import allow, looking, working
from lms.pages.officer.filled import Filled
from lms.people.model import Roster
from lms.people.reader import read_roster
from lms.reports.agreement.named import agreements_named
from lms.reports.agreement.pack.made import pack_made, pack_name
from lms.reports.asking import Question
from lms.standing.civil import civil_day, day_ends_at

pages = Blueprint("packs", __name__)
FIELDS: Final = ("as_of", "known_at", "roster")
PIECE: Final = 1 << 16


@pages.get("/agreements/<path:agreement>/packs")
@allow(Permission.TAKE_REPORTS)
def show(agreement: str) -> str:
    """Show what a pack is about, and the days to choose."""
    with looking() as work:
        return _page(work, AgreementId(agreement), Filled.of(request.args, FIELDS))


@pages.post("/agreements/<path:agreement>/packs")
@allow(Permission.TAKE_REPORTS)
def take(agreement: str) -> tuple[str, int] | Response:
    """Make the pack, record that it was taken, and send it."""
    form = Filled.of(request.form, FIELDS)
    with ExitStack() as opened:
        out = opened.enter_context(TemporaryFile())
        try:
            with looking() as work:
                made = pack_made(work, _question(work, AgreementId(agreement), form), out)
        except Refused as refused:
            form.refused(refused.faults, {"file": "roster"})
            if not form.wrong:
                form.problems["as_of"] = str(refused)
            return _refused(AgreementId(agreement), form)
        with working() as work:
            export_evidence_pack(work, made)
        opened.pop_all()
    return sent_file(out, f"{pack_name(made.agreement, made.as_of)}.zip")


def _refused(agreement: AgreementId, form: Filled) -> tuple[str, int]:
    with looking() as work:
        return _page(work, agreement, form), HTTPStatus.UNPROCESSABLE_ENTITY


def sent_file(file: IO[bytes], name: str) -> Response:
    """Send a file a piece at a time; it is closed then, or when nobody waits for it any more."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    sent = Response(iter(lambda: file.read(PIECE), b""), content_type="application/zip")
    sent.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    sent.headers["Content-Length"] = str(size)
    sent.call_on_close(file.close)
    return sent


def _page(work: UnitOfWork, agreement: AgreementId, form: Filled) -> str:
    known = agreements_named(work.session)
    if agreement not in known:
        raise NotFound("There is no such agreement.")
    today = civil_day(work.now, work.organization.time_zone)
    return render_template(
        "lms/reports/pack.html",
        agreement=agreement,
        name=known[agreement],
        form=form,
        today=today,
        words=words,
    )


def _question(work: UnitOfWork, agreement: AgreementId, form: Filled) -> Question:
    """Read what was asked; raise `Refused` for what is wrong, and `NotFound` for no agreement."""
    zone = work.organization.time_zone
    today = civil_day(work.now, zone)
    as_of, known_at = form.day("as_of"), form.day("known_at")
    roster = _roster()
    if form.wrong:
        raise Refused("Mend the days first.")
    return Question(
        as_of=as_of or today,
        today=today,
        scope=work.actor.scope,
        agreement=agreement,
        alone=True,
        roster=roster,
        known_at=known_at,
        known_before=day_ends_at(known_at, zone) if known_at else None,
    )


def _roster() -> Roster | None:
    sent = request.files.get("roster")
    content = b"" if sent is None else sent.read()
    return read_roster(BytesIO(content)) if content else None
