"""A certificate for whoever holds it, and for those who may see the holder."""

from http import HTTPStatus

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from lms.kernel.access import Permission
from lms.kernel.ids import CertificateNumber
from lms.pages import words
from lms.pages.days import own_day
from lms.pages.host import allow_signed_in, looking
from lms.pages.proving.proof import state_words
from lms.reports.learning.certificate_seen import certificate_seen
from lms.reports.verifying.state import verification

pages = Blueprint("certificates", __name__)
PDF = "application/pdf"


@pages.get("/certificates/<number>")
@allow_signed_in
def certificate(number: str) -> str:
    """Show what a certificate says, where its file is, and how anybody can check it."""
    with looking() as work:
        issued = certificate_seen(work.session, work.actor, CertificateNumber(number))
        checked = verification(work.session, issued.number, own_day(work))
    return render_template(
        "lms/certificates/certificate.html",
        issued=issued,
        own=issued.worker_id == work.actor.worker,
        successor=checked.successor,
        may_decide=checked.cause is None and work.actor.may(Permission.DECIDE),
        state=state_words(checked),
        words=words,
    )


@pages.get("/certificates/<number>.pdf")
@allow_signed_in
def pdf(number: str) -> AnyResponse:
    """Send the bytes that were issued, unchanged; `?download` saves them as a file."""
    with looking() as work:
        issued = certificate_seen(work.session, work.actor, CertificateNumber(number))
        content = work.files.read(issued.sha256)
    response = make_response(content, HTTPStatus.OK)
    response.content_type = PDF
    place = "attachment" if "download" in request.args else "inline"
    response.headers["Content-Disposition"] = f'{place}; filename="{issued.number}.pdf"'
    # Kept by nobody in between, and asked for again each time: whoever signs out is out.
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(issued.sha256)
    return response.make_conditional(request)
