"""What pages get from the host application: who is there, what they may see, and a transaction."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from flask import current_app, g

from lms.kernel.access import Actor, Permission
from lms.kernel.errors import Forbidden, NotSignedIn
from lms.kernel.work import UnitOfWork, Workshop
from lms.library import Shelf, bundled_content, open_shelf

EXTENSION: Final = "lms"
NOBODY: Final = Actor("nobody", "somebody who is not signed in", frozenset())
"""Whoever has not signed in: they may nothing, and public pages are read in their name."""

View = TypeVar("View", bound=Callable[..., Any])


def _bundled() -> Shelf:
    return open_shelf(bundled_content())


@dataclass(frozen=True)
class Host:
    """The host's answers: who is there, where they sign in, and where records are kept.

    `identify` says who makes this request, or None. `sign_in_url` takes the local path to
    come back to. `secure` says that people come over TLS, `alone` that the site is all ours.
    `shelf` reads the content root as it is now, for what waits to be published.
    `counted` keeps what was counted at one state of the ledger. `content` is the content root,
    of which job aids and drills are read.
    """

    identify: Callable[[], Actor | None]
    workshop: Workshop
    prefix: str
    sign_in_url: Callable[[str], str] | None = None
    secure: bool = False
    alone: bool = False
    shelf: Callable[[], Shelf] = _bundled
    counted: dict[Any, Any] = field(default_factory=dict)
    content: Path | None = None


@dataclass(frozen=True)
class Policy:
    """Who may see a page: anyone, whoever is signed in, or whoever holds a permission."""

    signed_in: bool
    permission: Permission | None = None


@dataclass
class Visit:
    """One request: who makes it, and the one transaction in which it reads."""

    actor: Actor | None = None
    asked: bool = False
    theme: str = ""
    reading: UnitOfWork | None = None
    opened: ExitStack = field(default_factory=ExitStack)

    def finish_reading(self) -> None:
        """End the transaction that reads; the next question opens another."""
        self.reading = None
        self.opened.close()

    def break_off(self) -> None:
        """End it for the error that is being handled, which the kernel may give a better name."""
        self.reading = None
        self.opened.__exit__(*sys.exc_info())


_POLICIES: dict[Callable[..., Any], Policy] = {}


def allow(permission: Permission) -> Callable[[View], View]:
    """Let only those see this page who are signed in and hold the permission.

    Stands right above the view function, under the route.
    """
    return _ruled(Policy(signed_in=True, permission=permission))


def allow_signed_in(view: View) -> View:
    """Let everybody see this page who is signed in, with whatever role."""
    return _ruled(Policy(signed_in=True))(view)


def allow_anyone(view: View) -> View:
    """Let everybody see this page, signed in or not: it shows no one's records."""
    return _ruled(Policy(signed_in=False))(view)


def policy_of(view: Callable[..., Any]) -> Policy | None:
    """Return who may see a view, or None if nobody said: then nobody may."""
    return _POLICIES.get(view)


def enforce(policy: Policy | None) -> None:
    """Raise `NotSignedIn` or `Forbidden` unless whoever makes this request may see the page."""
    if policy is None:
        raise Forbidden("Nobody has said yet who may see this page, so it is shown to no one.")
    if policy.signed_in:
        somebody = actor()
        if policy.permission is not None:
            somebody.require(policy.permission)


def host() -> Host:
    """Return what the host application gave."""
    return cast("Host", current_app.extensions[EXTENSION])


def visit() -> Visit:
    """Return what is known of this request."""
    if "lms_visit" not in g:
        g.lms_visit = Visit()
    return cast("Visit", g.lms_visit)


def optional_actor() -> Actor | None:
    """Return who makes this request, or None; the host is asked once."""
    here = visit()
    if not here.asked:
        # Marked first: if the database fails here, the page that says so must not ask again.
        here.asked = True
        here.actor = host().identify()
    return here.actor


def actor() -> Actor:
    """Return who makes this request; raise `NotSignedIn` if nobody is signed in."""
    somebody = optional_actor()
    if somebody is None:
        raise NotSignedIn("Sign in to see this page.")
    return somebody


@contextmanager
def looking() -> Iterator[UnitOfWork]:
    """Read in the name of whoever makes this request.

    Identification and every `looking()` of a request share one transaction, which ends with
    the request, or before the first `working()`.
    """
    somebody = optional_actor() or NOBODY
    with looking_as(somebody) as work:
        yield work


@contextmanager
def looking_as(somebody: Actor) -> Iterator[UnitOfWork]:
    """Read in somebody's name, in the transaction of this request."""
    here = visit()
    if here.reading is None:
        here.reading = here.opened.enter_context(host().workshop.look(NOBODY))
    try:
        yield here.reading.acting_as(somebody)
    except Exception:
        here.break_off()
        raise


@contextmanager
def working() -> Iterator[UnitOfWork]:
    """Write in the name of whoever makes this request: kept on success, undone on any error."""
    somebody = optional_actor() or NOBODY
    # A reader that waits for nothing may still keep a writer waiting: it is done first.
    visit().finish_reading()
    with host().workshop.work(somebody) as work:
        yield work


@contextmanager
def rehearsing() -> Iterator[UnitOfWork]:
    """Try something in the name of whoever makes this request: it is always undone."""
    somebody = optional_actor() or NOBODY
    visit().finish_reading()
    with host().workshop.rehearsal(somebody) as work:
        yield work


def finish_visit(_error: BaseException | None = None) -> None:
    """End what this request still holds open."""
    here = g.pop("lms_visit", None)
    if here is not None:
        here.finish_reading()


def _ruled(policy: Policy) -> Callable[[View], View]:
    def rule(view: View) -> View:
        if view in _POLICIES:
            raise RuntimeError(f"{view.__name__} has two policies; a page has exactly one.")
        _POLICIES[view] = policy
        return view

    return rule
