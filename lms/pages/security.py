"""What protects a page in a browser: headers, forms that only our own pages send, ways back."""

from typing import Final
from urllib.parse import unquote, urlsplit

from flask import Request, Response, current_app, request
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.exceptions import BadRequest
from wtforms.validators import ValidationError

from lms.kernel.errors import Forbidden
from lms.pages.host import enforce, host, policy_of

STATIC: Final = "lms.static"
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_HEADER: Final = "X-CSRFToken"  # noqa: S105 - the name of a header
FOREVER: Final = 10 * 365 * 24 * 3600
YEAR: Final = 31_536_000
LONGEST_WAY_BACK: Final = 2000
UPLOADS: Final = frozenset(
    {"lms.imports.upload", "lms.brought.show", "lms.packs.take", "lms.audit.hold"}
)
"""The pages that take files."""
MOST_UPLOADED: Final = 17 * 1024 * 1024
"""Bytes that they take: 16 MB, and the form around them."""

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "hid",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "serial",
            "usb",
        )
    ),
}


class StaleForm(BadRequest):
    """A form came without the token of this sign-in, or with an old one."""

    description = (
        "This page was open while you signed in or out elsewhere, or your browser keeps no "
        "cookies for this site. Everything that was saved before is safe. Go back, load the "
        "page again, and send it once more."
    )


def guard() -> None:
    """Refuse what other sites send, stale forms, and whom the page's policy refuses."""
    if request.endpoint == STATIC:
        return
    if request.method not in SAFE_METHODS:
        refuse_other_sites(request)
        if request.endpoint in UPLOADS:
            # Whoever may not send a file is refused before it is read.
            enforce(policy_of(current_app.view_functions[request.endpoint]))
            request.max_content_length = MOST_UPLOADED
        _require_token()
    enforce(policy_of(current_app.view_functions[request.endpoint or ""]))


def refuse_other_sites(came: Request) -> None:
    """Raise `Forbidden` for a request that a page of another site made the browser send.

    `Sec-Fetch-Site` decides where the browser sends it, else `Origin`; a request with neither
    comes from no browser that another site could misuse.
    """
    site = came.headers.get("Sec-Fetch-Site")
    if site is not None:
        own = site in {"same-origin", "none"}
    else:
        origin = came.headers.get("Origin")
        own = origin is None or urlsplit(origin).netloc == came.host
    if not own:
        raise Forbidden(
            "This came from another site, so nothing was changed. Open the page here and try "
            "again."
        )


def csrf_token() -> str:
    """Return the token that every form of this session carries."""
    return str(generate_csrf())


def _require_token() -> None:
    sent = request.headers.get(TOKEN_HEADER) or request.form.get("csrf_token", "")
    # A token that ran out after an hour, as CSRFProtect sets it in a host that said nothing,
    # would throw a worker's answers away; this one lives as long as the session.
    try:
        validate_csrf(sent, time_limit=FOREVER)
    except ValidationError:
        raise StaleForm from None


def protect(response: Response) -> Response:
    """Put the protecting headers on a response, and keep pages out of every cache."""
    if "Permissions-Policy" in response.headers:
        return response  # standing alone, the blueprint and the application both come by here
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # A browser keeps this for the whole site and what is under it: in a host that is the host's
    # to say.
    if host().alone and (host().secure or request.is_secure):
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    if request.endpoint == STATIC and response.status_code < BadRequest.code:
        lasting = f"public, max-age={YEAR}, immutable" if "v" in request.args else "no-cache"
        response.headers["Cache-Control"] = lasting
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def safe_next(target: str | None, otherwise: str) -> str:
    """Return a path of this site to go on to; `otherwise` for anything that might lead away."""
    if not target or len(target) > LONGEST_WAY_BACK:
        return otherwise
    for form in (target, unquote(target), unquote(unquote(target))):
        if not form.startswith("/") or form.startswith("//") or "\\" in form:
            return otherwise
        if any(ord(sign) <= ord(" ") or ord(sign) == 0x7F for sign in target):  # noqa: PLR2004 - DEL
            return otherwise
    if not unquote(target).isprintable():
        return otherwise
    return target


def way_back() -> str:
    """Return the local path to come back to after signing in: this page, or that of the form."""
    if request.method in SAFE_METHODS:
        return request.script_root + request.full_path.rstrip("?")
    sender = urlsplit(request.referrer or "")
    return safe_next(sender.path, "") if sender.netloc == request.host else ""
