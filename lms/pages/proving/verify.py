"""The public check of a certificate: is it real, does it still count? It names no holder."""

import re
from datetime import date
from http import HTTPStatus
from typing import Final, NamedTuple

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from lms.certificates.numbers import InvalidNumber, normalised
from lms.kernel.errors import NotFound
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.host import allow_anyone, looking
from lms.pages.proving.proof import state_words
from lms.reports.verifying.state import Verification, state_of_file, verification
from lms.standing.civil import civil_day

pages = Blueprint("verify", __name__)
LONGEST: Final = 60
"""More letters than any number has, however it is typed."""
NUMBER_IN_FILE: Final = re.compile(rb'"number":"(P2L(?:-[0-9A-HJKMNP-TV-Z]{4}){4})"')
CHOOSE: Final = "Choose the file of the certificate, a PDF."
NOT_OURS: Final = (
    "This file is not, byte for byte, one that was issued here: it was changed, saved anew by "
    "some program, or comes from elsewhere."
)


class Check(NamedTuple):
    """What came of a check: a certificate, or why there is none."""

    found: Verification | None = None
    problem: str = ""


@pages.get("/verify")
@allow_anyone
def ask() -> AnyResponse:
    """Show the form, or go on to the certificate whose number it sent."""
    typed = request.args.get("number", "").strip()[:LONGEST]
    if typed:
        return redirect(url_for(".show", number=typed), HTTPStatus.SEE_OTHER)
    return _form(HTTPStatus.OK)


@pages.get("/verify/<number>")
@allow_anyone
def show(number: str) -> Response:
    """Show the state of a certificate, typed in whatever way."""
    checked = _check(number[:LONGEST])
    if checked.found is None:
        return _form(HTTPStatus.NOT_FOUND, number[:LONGEST], checked.problem)
    return _shown(checked.found, compared=False)


@pages.post("/verify")
@allow_anyone
def compare() -> Response:
    """Tell of a file whether it is, byte for byte, one that was issued here; nothing is kept."""
    sent = request.files.get("file")
    content = b"" if sent is None else sent.read()
    if not content:
        return _form(HTTPStatus.UNPROCESSABLE_ENTITY, file_problem=CHOOSE)
    with looking() as work:
        found = state_of_file(work.session, content, _today(work))
    if found is None:
        return _form(HTTPStatus.NOT_FOUND, file_problem=_foreign(content))
    return _shown(found, compared=True)


def _foreign(content: bytes) -> str:
    """Say what a file is not, and of which number it claims to be."""
    told = NUMBER_IN_FILE.search(content)
    if told is None:
        return NOT_OURS
    return f"{NOT_OURS} It says that it is {told[1].decode()}: check that number above."


def _shown(found: Verification, *, compared: bool) -> Response:
    page = render_template(
        "lms/verify/certificate.html",
        found=found,
        state=state_words(found),
        compared=compared,
        words=words,
    )
    return _unlisted(make_response(page))


def _check(typed: str) -> Check:
    try:
        number = normalised(typed)
        with looking() as work:
            return Check(verification(work.session, number, _today(work)))
    except InvalidNumber as wrong:
        return Check(problem=str(wrong))
    except NotFound:
        return Check(
            problem="No certificate was issued here under this number. Compare it with the "
            "certificate, and look at the address printed there."
        )


def _today(work: UnitOfWork) -> date:
    return civil_day(work.now, work.organization.time_zone)


def _form(
    status: HTTPStatus, typed: str = "", problem: str = "", file_problem: str = ""
) -> Response:
    page = render_template(
        "lms/verify/form.html",
        typed=typed,
        error=problem,
        file_error=file_problem,
        problem=problem or file_problem,
    )
    return _unlisted(make_response(page, status))


def _unlisted(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
