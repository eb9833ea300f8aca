"""Drawing a sample, and taking it: the same people for whoever draws again with the same seed."""

from contextlib import ExitStack
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import Any, Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.actions.agreements.rooms.draw_sample import draw_sample
from lms.agreements.rooms.sampling import SIZE
from lms.kernel.access import Permission
from lms.kernel.errors import Refused
from lms.kernel.ids import AgreementId
from lms.pages.audit.entering import Inside, inside
from lms.pages.audit.room import frame
from lms.pages.host import allow, working
from lms.pages.officer.filled import Filled
from lms.pages.packs import sent_file
from lms.reports.agreement.pack.parties import all_tables_of
from lms.reports.agreement.room.dossiers import Dossier, dossiers_of
from lms.reports.agreement.room.file import sample_file
from lms.reports.agreement.room.sample import STRATA, Drawing, Stratum, drawn

pages = Blueprint("audit_sample", __name__)
ASKED: Final = ("seed", "size", "stratum", "value")


@pages.get("/audit/<path:agreement>/sample")
@allow(Permission.VISIT_ROOMS)
def show(agreement: str) -> tuple[str, int]:
    """Show who is drawn and their dossiers, if it was said how; else the form alone."""
    asked = Filled.of(request.args, ASKED)
    what = f"a sample, seed {asked.text('seed')}" if asked.text("seed") else "how to draw a sample"
    with inside(agreement, what) as here:
        return _page(here, asked)


@pages.post("/audit/<path:agreement>/sample")
@allow(Permission.VISIT_ROOMS)
def draw(agreement: str) -> ResponseReturnValue:
    """Draw, keep in the ledger how, and lead to the page that shows who was drawn."""
    asked = Filled.of(request.form, ASKED)
    number = AgreementId(agreement)
    with inside(agreement, "a sample, drawn") as here:
        try:
            drawing = _drawing(here, asked)
            with working() as work:
                room = here.room
                found = draw_sample(work, number, drawing, room)
        except Refused as refused:
            asked.refused(refused.faults, {})
            return _again(agreement, asked)
    told: dict[str, Any] = {
        "seed": found.sample.seed,
        "size": drawing.size,
        "stratum": drawing.stratum.value,
        "value": drawing.value or None,
        **here.address,
    }
    way = url_for(".show", agreement=agreement, **told)
    return redirect(way, HTTPStatus.SEE_OTHER)


@pages.get("/audit/<path:agreement>/sample.zip")
@allow(Permission.VISIT_ROOMS)
def take(agreement: str) -> Response:
    """Send the dossiers of everybody drawn as one file."""
    asked = Filled.of(request.args, ASKED)
    with ExitStack() as opened:
        with inside(agreement, f"a sample as a file, seed {asked.text('seed')}") as here:
            drawing = _drawing(here.sound(), asked)
            if not drawing.seed:
                raise Refused("Draw the sample first: its file needs the seed.")
            out = opened.enter_context(TemporaryFile())
            name = sample_file(here.work, drawing, drawn(here.work.session, drawing), out)
        opened.pop_all()
    return sent_file(out, name)


def _again(agreement: str, asked: Filled) -> tuple[str, int]:
    with inside(agreement, "how to draw a sample") as here:
        return _page(here, asked)


def _page(here: Inside, asked: Filled) -> tuple[str, int]:
    found, people = None, tuple[Dossier, ...]()
    if asked.text("seed") and not asked.wrong and not here.form.wrong:
        try:
            drawing = _drawing(here, asked)
            found = drawn(here.work.session, drawing)
            tables = all_tables_of(here.work.session, found.scope)
            people = dossiers_of(here.work.session, found.scope, tables, found.sample.drawn)
        except Refused as refused:
            asked.refused(refused.faults, {})
    page = render_template(
        "lms/audit/sample.html",
        **frame(here),
        asked=asked,
        found=found,
        people=people,
        strata=[(one.value, told) for one, told in STRATA.items()],
        size=SIZE,
        same={**{name: asked.text(name) for name in ASKED if asked.text(name)}, **here.address},
    )
    wrong = asked.wrong or here.form.wrong
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK


def _drawing(here: Inside, asked: Filled) -> Drawing:
    size = asked.number("size")
    stratum = asked.text("stratum") or Stratum.ALL.value
    if stratum not in STRATA:
        asked.problems["stratum"] = "Choose one of the groups in the list."
    if asked.wrong or here.form.wrong:
        raise Refused("Mend what is marked first.")
    return Drawing(
        here.question,
        seed=asked.text("seed"),
        size=SIZE if size is None else size,
        stratum=Stratum(stratum),
        value=asked.text("value"),
    )
