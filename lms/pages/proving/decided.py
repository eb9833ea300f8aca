"""What an officer decides about a certificate: that it is revoked, or that it is corrected."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.actions.certificates.correct_certificate import Correcting, correct_certificate
from lms.actions.certificates.revoke_certificate import CHOICES, Revoking, revoke_certificate
from lms.certificates.model import Cause
from lms.kernel.access import Permission
from lms.kernel.errors import Refused
from lms.kernel.ids import CertificateNumber, WorkerId
from lms.pages.host import actor, allow, looking, working
from lms.pages.officer.filled import Filled
from lms.pages.proving.proof import CAUSES
from lms.reports.learning.certificate_seen import certificate_seen

pages = Blueprint("certificates_decided", __name__)
NAMES: Final = ("cause", "holder", "reason", "document", "approved_by")
REVOKE: Final = "revoke"
CORRECT: Final = "correct"
PLACE: Final = f"/certificates/<number>/<any({REVOKE}, {CORRECT}):deed>"


@pages.get(PLACE)
@allow(Permission.DECIDE)
def form(number: str, deed: str) -> str:
    """Ask what is to be told of a certificate, why, and who approves."""
    return _page(number, deed, Filled({"approved_by": actor().worker or ""}))


@pages.post(PLACE)
@allow(Permission.DECIDE)
def send(number: str, deed: str) -> Response | tuple[str, int]:
    """Do it, and show the certificate that tells it."""
    filled = Filled.of(request.form, NAMES)
    try:
        shown = _done(CertificateNumber(number), deed, filled)
    except Refused as refused:
        filled.refused(refused.faults, {})
        return _page(number, deed, filled), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(url_for("lms.certificates.certificate", number=shown), HTTPStatus.SEE_OTHER)


def _done(number: CertificateNumber, deed: str, filled: Filled) -> CertificateNumber:
    approved_by = WorkerId(filled.text("approved_by")) or None
    reason, document = filled.text("reason"), filled.text("document")
    with working() as work:
        if deed == REVOKE:
            revoking = Revoking(
                number=number,
                cause=_cause(filled),
                approved_by=approved_by,
                reason=reason,
                document=document,
            )
            revoke_certificate(work, revoking)
            return number
        correcting = Correcting(
            number=number,
            holder=filled.text("holder"),
            approved_by=approved_by,
            reason=reason,
            document=document,
        )
        return correct_certificate(work, correcting)


def _cause(filled: Filled) -> Cause | None:
    return next((one for one in CHOICES if one.value == filled.text("cause")), None)


def _page(number: str, deed: str, filled: Filled) -> str:
    with looking() as work:
        issued = certificate_seen(work.session, work.actor, CertificateNumber(number))
    return render_template(
        "lms/certificates/decide.html",
        issued=issued,
        deed=deed,
        filled=filled,
        causes=[(one.value, CAUSES[one]) for one in CHOICES],
    )
