"""How somebody stays signed in from page to page, when the product stands alone."""

import logging
from typing import Final

from flask import Flask, Response, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user

from lms.accounts.expiry import due_for_touch
from lms.accounts.model import SessionLimits, SignedIn
from lms.actions.accounts.keep_session import keep_session
from lms.kernel.access import Actor
from lms.kernel.errors import Unavailable
from lms.pages.host import NOBODY, looking_as, visit, working
from lms.reports.access.signed_in import signed_in

LOG = logging.getLogger("lms.accounts")
TOKEN: Final = "_user_id"  # noqa: S105 - the name under which Flask-Login keeps it


class Person(UserMixin):  # type: ignore[misc]  # Flask-Login is untyped
    """Somebody who is signed in, as Flask-Login passes them around."""

    def __init__(self, token: str, known: SignedIn | None = None) -> None:
        self.token = token
        self.known = known

    def get_id(self) -> str:
        """Return the token of this sign-in: an account's id could not be signed out."""
        return self.token


class Logins(LoginManager):  # type: ignore[misc]  # Flask-Login is untyped
    """Flask-Login without its year-long cookie: a sign-in here ends by its own rules."""

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


def keep_sessions(app: Flask, limits: SessionLimits) -> None:
    """Let Flask-Login find who is signed in, by the row of their sign-in."""
    logins = Logins()
    # Phones change their address; a sign-in is ended by its row, not by a guess.
    logins.session_protection = None
    logins.init_app(app, add_context_processor=False)

    @logins.user_loader  # type: ignore[untyped-decorator]  # Flask-Login is untyped
    def _person(token: str) -> Person | None:
        with looking_as(NOBODY) as work:
            known = signed_in(work.session, token, work.now, limits, work.organization.time_zone)
            if known is None:
                return None
            if due_for_touch(known.seen_at, work.now):
                g.lms_touch = token
            return Person(token, known)

    app.after_request(_touch)


def identify() -> Actor | None:
    """Say who makes this request; anonymous requests ask no database."""
    known: SignedIn | None = getattr(current_user, "known", None)
    if known is None:
        return None
    visit().theme = known.theme
    return known.actor


def who() -> SignedIn | None:
    """Return who is signed in, with address and role."""
    known: SignedIn | None = getattr(current_user, "known", None)
    return known


def begin(token: str) -> None:
    """Begin a sign-in in this browser with a new token; whatever its session held is dropped."""
    session.clear()
    login_user(Person(token))


def end() -> None:
    """Forget in this browser who was signed in."""
    session.clear()
    g.pop("lms_touch", None)


def was_signed_in() -> bool:
    """Say whether this browser was signed in when it was last here."""
    return TOKEN in session


def _touch(response: Response) -> Response:
    token = g.pop("lms_touch", None)
    if token is not None:
        try:
            with working() as work:
                keep_session(work, token)
        except Unavailable:
            # The page was made and stays good; the next request tries again.
            LOG.warning("could not note that somebody is still there", extra={"reason": "busy"})
    return response
