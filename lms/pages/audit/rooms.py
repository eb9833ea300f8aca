"""The officers' page of an agreement's rooms: who may read there, and who looked at what."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.actions.agreements.rooms.close_audit_room import close_audit_room
from lms.actions.agreements.rooms.open_audit_room import Opened, Opening, open_audit_room
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound, Refused
from lms.kernel.ids import AgreementId, WorkerId
from lms.pages import words
from lms.pages.host import actor, allow, host, looking, working
from lms.pages.officer.filled import Filled
from lms.reports.agreement.room.log import doors_of
from lms.standing.civil import civil_day

pages = Blueprint("audit_rooms", __name__)
FIELDS: Final = (*("email", "guest", "firm", "from_on", "until_on", "approved_by", "reason"),)


@pages.get("/agreements/<path:agreement>/rooms")
@allow(Permission.OPEN_ROOMS)
def show(agreement: str) -> str:
    """Show every room of the agreement, who looked at what, and the form that opens one."""
    return _page(agreement, Filled({"approved_by": actor().worker or ""}))


@pages.post("/agreements/<path:agreement>/rooms")
@allow(Permission.OPEN_ROOMS)
def open_one(agreement: str) -> tuple[str, int]:
    """Open a room, and show this once the link by which its holder sets a password."""
    filled = Filled.of(request.form, FIELDS)
    try:
        opening = _opening(agreement, filled)
        with working() as work:
            opened = open_audit_room(work, opening)
            public_url = work.organization.public_url
    except Refused as refused:
        filled.refused(refused.faults, {})
        return _page(agreement, filled), HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(agreement, Filled({}), opened, public_url), HTTPStatus.OK


@pages.post("/agreements/<path:agreement>/rooms/<uuid:room>/close")
@allow(Permission.OPEN_ROOMS)
def close(agreement: str, room: UUID) -> ResponseReturnValue:
    """Close a room at once."""
    reason = request.form.get("reason", "").strip()
    try:
        with working() as work:
            close_audit_room(work, AgreementId(agreement), room, reason)
    except Refused as refused:
        filled = Filled({}, general=[str(refused)])
        return _page(agreement, filled), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for(".show", agreement=agreement, closed="1"), HTTPStatus.SEE_OTHER)


def _opening(agreement: str, filled: Filled) -> Opening:
    from_on, until_on = filled.day("from_on"), filled.day("until_on")
    if filled.wrong:
        raise Refused("Mend the days first.")
    return Opening(
        agreement=AgreementId(agreement),
        email=filled.text("email"),
        guest=filled.text("guest"),
        firm=filled.text("firm"),
        from_on=from_on,
        until_on=until_on,
        approved_by=WorkerId(filled.text("approved_by")) or None,
        reason=filled.text("reason"),
        alone=host().alone,
    )


def _page(
    agreement: str, filled: Filled, opened: Opened | None = None, public_url: str = ""
) -> str:
    with looking() as work:
        found = doors_of(work.session, AgreementId(agreement))
        today = civil_day(work.now, work.organization.time_zone)
    if found is None:
        raise NotFound("There is no such agreement.")
    link = "" if opened is None or opened.link is None else opened.link.token
    return render_template(
        "lms/audit/rooms.html",
        agreement=agreement,
        found=found,
        filled=filled,
        opened=opened,
        link=f"{public_url}/set-password/{link}" if link else "",
        closed="closed" in request.args,
        today=today,
        words=words,
    )
