"""Signing in and out, setting a password, and one's own account, when standing alone."""

import logging
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from lms.accounts.throttling import WINDOW
from lms.actions.accounts import choose_theme as choosing
from lms.actions.accounts.guess_password import guess_password
from lms.actions.accounts.set_password import SPENT, set_password
from lms.actions.accounts.sign_in import sign_in
from lms.actions.accounts.sign_out import sign_out
from lms.actions.accounts.sign_out_everywhere import sign_out_everywhere
from lms.kernel.errors import NotFound
from lms.kernel.hashing import HASHER
from lms.pages import sessions
from lms.pages.context import Surroundings
from lms.pages.host import allow_anyone, allow_signed_in, looking, optional_actor, working
from lms.pages.security import safe_next, way_back
from lms.reports.access.links import account_of_link

pages = Blueprint("accounts", __name__)
LOG = logging.getLogger("lms.accounts")
NO_MATCH = (
    "The email address and password do not match an account. Check both, and whether the "
    "capitals are locked."
)
TOO_MANY = "There were too many tries. Wait 15 minutes, then sign in again."


@pages.get("/sign-in")
@allow_anyone
def sign_in_page() -> AnyResponse | str:
    """Show the form; whoever is signed in goes on."""
    target = safe_next(request.args.get("next"), "")
    if optional_actor() is not None:
        return redirect(target or Surroundings().home_url, HTTPStatus.SEE_OTHER)
    return _form(target, ended="ended" in request.args, out="out" in request.args)


@pages.post("/sign-in")
@allow_anyone
def sign_in_now() -> AnyResponse | tuple[str, int]:
    """Sign in and go on to where one wanted, or say that it does not match."""
    email, target = request.form.get("email", ""), safe_next(request.form.get("next"), "")
    with working() as work:
        guess = guess_password(work, email, request.remote_addr or "")
    if guess.too_many:
        _log_refusal("too many tries")
        wait = {"Retry-After": str(int(WINDOW.total_seconds()))}
        page = _form(target, email=email, problem=TOO_MANY)
        return make_response(page, HTTPStatus.TOO_MANY_REQUESTS, wait)
    verdict = HASHER.compare(guess.kept_hash, request.form.get("password", ""))
    with working() as work:
        token = sign_in(work, guess, verdict)
    if token is None or guess.account is None:
        _log_refusal("no match", guess.account.id if guess.account else None)
        return _form(target, email=email, problem=NO_MATCH), HTTPStatus.UNPROCESSABLE_ENTITY
    sessions.begin(token)
    LOG.info("signed in", extra={"account": guess.account.id, "address": request.remote_addr})
    return redirect(target or Surroundings().home_url, HTTPStatus.SEE_OTHER)


@pages.post("/sign-out")
@allow_anyone
def sign_out_now() -> AnyResponse:
    """End this sign-in, and leave nothing of it in the browser."""
    known = sessions.who()
    if known is not None:
        with working() as work:
            sign_out(work, known.token)
    return _gone()


@pages.get("/account")
@allow_signed_in
def account() -> str:
    """Show one's own address, role, and how to sign out everywhere."""
    return render_template("lms/accounts/account.html", account=sessions.who())


@pages.post("/account/sign-out-everywhere")
@allow_signed_in
def everywhere() -> AnyResponse:
    """End every sign-in of this account."""
    with working() as work:
        sign_out_everywhere(work)
    return _gone()


@pages.post("/account/theme")
@allow_signed_in
def theme() -> AnyResponse:
    """Keep how pages look, and go back to the page one was on."""
    with working() as work:
        choosing.choose_theme(work, request.form.get("theme", ""))
    return redirect(way_back() or Surroundings().home_url, HTTPStatus.SEE_OTHER)


@pages.get("/set-password/<token>")
@allow_anyone
def password_page(token: str) -> str:
    """Show the form to the bearer of a link that still works."""
    return _password_form(token)


@pages.post("/set-password/<token>")
@allow_anyone
def set_password_now(token: str) -> AnyResponse | tuple[str, int]:
    """Set the password and go on to sign in, or say why it is unfit."""
    with working() as work:
        unfit = set_password(work, token, request.form.get("password", ""))
    if unfit is not None:
        return _password_form(token, problem=unfit), HTTPStatus.UNPROCESSABLE_ENTITY
    sessions.end()
    return redirect(url_for(".sign_in_page", set="1"), HTTPStatus.SEE_OTHER)


def _form(
    target: str, *, email: str = "", problem: str = "", ended: bool = False, out: bool = False
) -> str:
    done = "set" in request.args
    return render_template(
        "lms/accounts/sign_in.html",
        target=target,
        email=email,
        problem=problem,
        notices=[
            ("ok", words)
            for so, words in (
                (ended, "You were signed out after a while. What you had saved is kept."),
                (out, "You are signed out."),
                (done, "Your password is set. Sign in with it."),
            )
            if so
        ],
    )


def _password_form(token: str, problem: str = "") -> str:
    with looking() as work:
        holder = account_of_link(work.session, token, work.now)
    if holder is None:
        raise NotFound(SPENT)
    return render_template("lms/accounts/set_password.html", holder=holder, problem=problem)


def _gone() -> Response:
    sessions.end()
    response = make_response(redirect(url_for(".sign_in_page", out="1"), HTTPStatus.SEE_OTHER))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _log_refusal(reason: str, account: object = None) -> None:
    # The address that was typed is left out: people type passwords there.
    extra = {"account": account, "address": request.remote_addr, "reason": reason}
    LOG.warning("sign-in refused", extra=extra)
