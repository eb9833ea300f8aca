"""Fresh databases for tests, copied from one that was migrated once: SQLite and PostgreSQL."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final, Protocol

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.pool import Pool

from lms.kernel.database import make_engine
from lms.kernel.upkeep.migrating import upgrade
from tests.servers.postgres import Server

ENGINES: Final = ("sqlite", "postgresql")
WHO: Final = os.environ.get("PYTEST_XDIST_WORKER", "only")
"""Which worker process this is; all of them share one server."""


class Databases(Protocol):
    """Where new databases come from."""

    def empty(self, folder: Path) -> str:
        """Make a database without a table, and return its address."""

    def migrated(self, folder: Path) -> str:
        """Make a database of the newest shape, and return its address."""


@dataclass
class Files:
    """SQLite: a database is a file in the test's own folder."""

    template: Path
    names: Iterator[int] = field(default_factory=count)

    def empty(self, folder: Path) -> str:
        """Name a file that is not there yet."""
        return f"sqlite:///{folder / f'lms-{next(self.names)}.db'}"

    def migrated(self, folder: Path) -> str:
        """Copy the migrated file."""
        if not self.template.exists():
            _migrate(f"sqlite:///{self.template}")
        url = self.empty(folder)
        shutil.copyfile(self.template, url.removeprefix("sqlite:///"))
        return url


@dataclass
class Cluster:
    """PostgreSQL: a database is one of the server's, dropped when the next one is made."""

    server: Server
    admin: Engine
    template: str = ""
    used: list[str] = field(default_factory=list)
    names: Iterator[int] = field(default_factory=count)

    def empty(self, folder: Path) -> str:  # noqa: ARG002 - a file's place, and this is none
        """Make a database as the server makes it."""
        return self._make("template1")

    def migrated(self, folder: Path) -> str:  # noqa: ARG002 - a file's place, and this is none
        """Copy the migrated database."""
        if not self.template:
            self.template = f"migrated_{WHO}"
            self._run(f"CREATE DATABASE {self.template}")
            _migrate(self.server.url(self.template))
        return self._make(self.template)

    def _make(self, template: str) -> str:
        # Not right after its test: the server would wait for the last of its connections.
        while self.used:
            self._run(f"DROP DATABASE {self.used.pop()} WITH (FORCE)")
        name = f"test_{WHO}_{next(self.names)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        self.used.append(name)
        return self.server.url(name)

    def _run(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(statement))


@contextmanager
def cluster(server: Server) -> Iterator[Cluster]:
    """Make databases on this server."""
    admin = create_engine(server.url(), isolation_level="AUTOCOMMIT")
    try:
        yield Cluster(server, admin)
    finally:
        admin.dispose()


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """Open a database as the product does, and close it at the end."""
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def watched_connections() -> Iterator[Callable[[], list[str]]]:
    """Tell which tests opened connections that nobody has closed."""
    still_open: dict[int, tuple[object, str]] = {}

    def connected(connection: object, _record: object) -> None:
        # The connection itself is held too, so that no other gets its number.
        test = os.environ.get("PYTEST_CURRENT_TEST", "no test")
        still_open[id(connection)] = (connection, test)

    def closed(connection: object, *_record: object) -> None:
        still_open.pop(id(connection), None)

    listeners: tuple[tuple[str, Any], ...] = (
        ("connect", connected),
        ("close", closed),
        ("close_detached", closed),
    )
    for name, listener in listeners:
        event.listen(Pool, name, listener)
    try:
        yield lambda: sorted({test for _, test in still_open.values()})
    finally:
        for name, listener in listeners:
            event.remove(Pool, name, listener)


def _migrate(url: str) -> None:
    with opened(url) as engine:
        upgrade(engine)
