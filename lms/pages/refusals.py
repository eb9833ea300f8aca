"""How a refusal looks: a status, what is so, what to do, and a way back."""

import logging
from typing import Final

from flask import Response, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from lms.kernel.errors import (
    Conflict,
    Forbidden,
    InvalidContent,
    InvalidSettings,
    LMSError,
    NotFound,
    NotSignedIn,
    Refused,
    Unavailable,
)
from lms.pages.context import Surroundings
from lms.pages.host import host
from lms.pages.security import TOKEN_HEADER, StaleForm, csrf_token, way_back

LOG = logging.getLogger("lms.pages")
SERVER_ERROR: Final = 500
STATUS: Final[dict[type[LMSError], int]] = {
    NotSignedIn: 401,
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    Refused: 422,
    Unavailable: 503,
    InvalidContent: SERVER_ERROR,
    InvalidSettings: SERVER_ERROR,
}
"""The one table from what can be refused to what HTTP calls it."""
TITLES: Final = {
    400: "This could not be read",
    401: "Please sign in",
    403: "You may not do this",
    404: "There is no such page",
    405: "This cannot be done here",
    409: "This has changed meanwhile",
    413: "This is too large",
    422: "Something must be mended first",
    429: "Too many tries",
    SERVER_ERROR: "Something went wrong on our side",
    503: "This cannot be kept just now",
}
SENTENCES: Final = {
    400: "What arrived was not complete. Go back, load the page again, and send it once more.",
    404: "The address may be mistyped, or the page may not be yours to see.",
    405: "Go back and use the buttons of the page you came from.",
    413: "What was sent is larger than this page takes. Send less at once.",
}
OTHER: Final = "It could not be done. Go back and try again."
BROKEN: Final = (
    "It is not your doing, and what was saved before is safe. Try again; if it goes on, tell "
    "your contact the reference below."
)


def refuse(error: LMSError) -> AnyResponse:
    """Answer with the page of a refusal, or lead whoever is not signed in to where they can."""
    sign_in_url = host().sign_in_url
    scripted = TOKEN_HEADER in request.headers
    if isinstance(error, NotSignedIn) and sign_in_url is not None and not scripted:
        return redirect(sign_in_url(way_back()), 303)
    status = STATUS.get(type(error), SERVER_ERROR)
    if status >= SERVER_ERROR:
        LOG.error("refused: %s", type(error).__name__, exc_info=error)
    if isinstance(error, InvalidContent | InvalidSettings):
        return broken(error)
    return _page(status, str(error))


def refuse_http(error: HTTPException) -> AnyResponse:
    """Answer with the page of what HTTP itself refuses, such as an unknown address."""
    if error.response is not None or error.code is None:
        return make_response(error.get_response())
    if isinstance(error, SecurityError):
        # Nothing can be said about where to go: the address itself is not ours.
        return Response("This address is not served here.\n", error.code, mimetype="text/plain")
    own = error.description if type(error).__module__.startswith("lms.") else None
    response = _page(error.code, own or SENTENCES.get(error.code, OTHER))
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    if isinstance(error, StaleForm) and TOKEN_HEADER in request.headers:
        # A page that saves by itself goes on with the token of the sign-in there is now.
        response.headers[TOKEN_HEADER] = csrf_token()
    return response


def broken(error: Exception) -> AnyResponse:
    """Answer an error of ours: the log gets all of it, the reader a number to name."""
    incident = str(host().workshop.new_id())
    LOG.error("incident %s", incident, exc_info=error, extra={"incident": incident})
    return _page(SERVER_ERROR, BROKEN, incident)


def _page(status: int, sentence: str, reference: str = "") -> Response:
    page = render_template(
        "lms/refused.html",
        lms=Surroundings(),
        heading=TITLES.get(status, "This could not be done"),
        sentence=sentence,
        reference=reference,
    )
    return make_response(page, status)
