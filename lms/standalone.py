"""The product on its own: a host with accounts, sign-in, and pages for its own errors."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from flask import Flask, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from lms.accounts.tokens import new_token
from lms.actions.ledger.bind_earlier_rows import bind_earlier_rows
from lms.extension import LMS
from lms.kernel.access import SYSTEM
from lms.kernel.clock import Clock, utc_now
from lms.kernel.errors import LMSError, Unavailable
from lms.kernel.ids import new_id
from lms.kernel.upkeep.upgrading import Upgrade, upgrade_safely
from lms.pages import refusals, sessions
from lms.pages.host import finish_visit
from lms.pages.security import protect
from lms.reports.verifying.keys import require_keys
from lms.settings.opening import open_workshop, secret_key
from lms.settings.read import Settings, read_settings

BOUND_SINCE: Final = "0005"
"""The shape from which on every row is bound by the entry that records it."""
MEBIBYTE: Final = 1024 * 1024
MOST_FIELDS: Final = 500
BACKUPS: Final = Path("var/backups")


def create_app(
    overrides: Mapping[str, Any] | None = None,
    *,
    clock: Clock = utc_now,
    make_id: Callable[[], UUID] = new_id,
) -> Flask:
    """Make the application that stands alone; `overrides` are LMS_… keys that come first.

    Creates or upgrades the embedded database; one on PostgreSQL must have been upgraded.
    Raises `InvalidSettings`, and `Conflict` for a database that cannot be used.
    """
    settings = read_settings(overrides)
    prepare(settings, clock)
    app = Flask("lms.standalone", static_folder=None)
    _configure(app, settings)
    sessions.keep_sessions(app, settings.session_limits)
    lms = LMS(sessions.identify, sign_in_url=_sign_in_url, clock=clock, new_id=make_id)
    lms.mount(app, settings, alone=True)
    prefix = settings.url_prefix
    app.add_url_rule("/", "front", lambda: redirect(f"{request.script_root}{prefix}/"))
    app.after_request(protect)
    app.teardown_request(finish_visit)
    app.register_error_handler(LMSError, refusals.refuse)
    app.register_error_handler(HTTPException, refusals.refuse_http)
    app.register_error_handler(Exception, refusals.broken)
    if settings.proxy:
        hops = settings.proxy
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]  # as Flask documents it
    return app


def prepare(
    settings: Settings, clock: Clock = utc_now, *, upgrade: bool = False
) -> Upgrade | None:
    """Make what a first start needs: the folder, the keys, and the embedded database.

    A database that is not our own file is left alone unless `upgrade` is asked for.
    """
    if settings.secret_key is None:
        _make_file(settings.secret_key_file, new_token().encode())
    if settings.database_file is not None:
        _make_file(settings.database_file, b"")
    if settings.database_file is None and not upgrade:
        return None
    workshop = open_workshop(settings, clock)
    try:
        done = upgrade_safely(workshop.engine, backups_of(settings), clock())
        with workshop.look(SYSTEM) as work:
            require_keys(work.session, workshop.keys)
        workshop.keys.make(clock().date(), settings.organization)
        if done.before is not None and done.before < BOUND_SINCE:
            with workshop.work(SYSTEM) as work:
                bind_earlier_rows(work)
    finally:
        workshop.engine.dispose()
    return done


def backups_of(settings: Settings) -> Path:
    """Return where copies of the embedded database go: a folder beside it."""
    file = settings.database_file
    return BACKUPS if file is None else file.parent / BACKUPS.name


def _make_file(path: Path, content: bytes) -> None:
    """Make a file that only its owner can read. Whoever comes first makes it, others find it."""
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
    except OSError as error:
        raise Unavailable(f"{path} cannot be made: {error.strerror}.") from error


def _configure(app: Flask, settings: Settings) -> None:
    secure = settings.public_url.startswith("https://")
    app.config.update(
        SECRET_KEY=secret_key(settings),
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        TRUSTED_HOSTS=settings.hosts,
        MAX_CONTENT_LENGTH=MEBIBYTE,
        MAX_FORM_MEMORY_SIZE=MEBIBYTE,
        MAX_FORM_PARTS=MOST_FIELDS,
        WTF_CSRF_TIME_LIMIT=None,
    )


def _sign_in_url(back: str) -> str:
    ended = "1" if sessions.was_signed_in() else None
    return url_for("lms.accounts.sign_in_page", next=back or None, ended=ended)
