"""Serving the product: two processes of four threads, started in this one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from lms.accounts.store import forget_old_failures
from lms.actions.publish_courses import publish_courses
from lms.cli.reminding import beside
from lms.courses.store import published_courses
from lms.kernel.access import SYSTEM
from lms.kernel.logs import JsonLines, log_to_stderr
from lms.kernel.work import UnitOfWork
from lms.library import bundled_content, open_library
from lms.pages.host import EXTENSION, Host
from lms.settings.read import read_settings
from lms.standalone import create_app

THREADS: Final = 4
STOP_WITHIN_SECONDS: Final = 20


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """Gunicorn around one application, made before the processes part so that they share it."""

    def __init__(self, app: Flask, bind: str, workers: int) -> None:
        self.application = app
        self.options: dict[str, Any] = {
            "bind": bind,
            "workers": workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "control_socket_disable": True,
            "graceful_timeout": STOP_WITHIN_SECONDS,
            # What a client says of a proxy is believed only as LMS_PROXY tells.
            "forwarded_allow_ips": "",
            "secure_scheme_headers": {},
            "post_fork": self._part,
            "logconfig_dict": LOGGING,
        }
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn its settings; it reads no file and no environment of its own."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application."""
        return self.application

    def _part(self, _arbiter: object, _worker: object) -> None:
        # A connection that two processes hold is none: each opens its own.
        _host(self.application).workshop.engine.dispose(close=False)


LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": JsonLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"level": "INFO", "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
        "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": False},
    },
}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Run the product; an embedded database is created or upgraded first."""
    with beside():
        start(_public_url(port), host, port, workers)


def start(settings: Mapping[str, Any], host: str, port: int, workers: int = 2) -> None:
    """Serve until told to stop; `settings` are LMS_… keys that come before all others.

    Raises `InvalidSettings`, and `Conflict` for a database that cannot be used.
    """
    log_to_stderr()
    app = create_app(settings)
    workshop = _host(app).workshop
    with workshop.work(SYSTEM) as work:
        forget_old_failures(work.session, work.now)
        _publish_first(work, read_settings(settings).content or bundled_content())
    workshop.engine.dispose()
    click.echo(f"Open {workshop.organization.public_url} - stop with Ctrl+C", err=True)
    Server(app, f"[{host}]:{port}" if ":" in host else f"{host}:{port}", workers).run()


def _publish_first(work: UnitOfWork, root: Path) -> None:
    """Publish the content on the very first start; afterwards `part2-lms publish` does."""
    if not published_courses(work.session):
        for one in publish_courses(work, open_library(root)):
            click.echo(f"Published {one.course}, version {one.version}.", err=True)


def _public_url(port: int) -> dict[str, str]:
    """Return the address on this machine, where no other was set."""
    if "public_url" in read_settings().model_fields_set:
        return {}
    return {"LMS_PUBLIC_URL": f"http://127.0.0.1:{port}"}


def _host(app: Flask) -> Host:
    found: Host = app.extensions[EXTENSION]
    return found
