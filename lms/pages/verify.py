"""The public check of a certificate: is it real, does it still count? It names no holder."""

from http import HTTPStatus
from typing import NamedTuple

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from lms.certificates.numbers import InvalidNumber, normalised
from lms.kernel.errors import NotFound
from lms.pages import words
from lms.pages.host import allow_anyone, looking
from lms.pages.proof import state_words
from lms.reports.verifying.state import Verification, verification
from lms.standing.civil import civil_day

pages = Blueprint("verify", __name__)
LONGEST = 60
"""More letters than any number has, however it is typed."""


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
    page = render_template(
        "lms/verify/certificate.html",
        found=checked.found,
        state=state_words(checked.found),
        words=words,
    )
    return _unlisted(make_response(page))


def _check(typed: str) -> Check:
    try:
        number = normalised(typed)
        with looking() as work:
            today = civil_day(work.now, work.organization.time_zone)
            return Check(verification(work.session, number, today))
    except InvalidNumber as wrong:
        return Check(problem=str(wrong))
    except NotFound:
        return Check(
            problem="No certificate was issued here under this number. Compare it with the "
            "certificate, and look at the address printed there."
        )


def _form(status: HTTPStatus, typed: str = "", problem: str = "") -> Response:
    page = render_template("lms/verify/form.html", typed=typed, error=problem, problem=problem)
    return _unlisted(make_response(page, status))


def _unlisted(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
