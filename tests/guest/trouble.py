"""What goes wrong under a running application: the database is gone, or fails at one statement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, event, text

from tests.servers.databases import Cluster, Databases


class Broke(Exception):  # noqa: N818 - reads as a sentence: `raise Broke`
    """What a test broke on purpose."""


@contextmanager
def database_gone(engine: Engine, databases: Databases) -> Iterator[None]:
    """Take the database away, and bring it back as it was."""
    if isinstance(databases, Cluster):
        name = engine.url.database
        _asked(databases, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        end_connections(databases, engine)
        try:
            yield
        finally:
            _asked(databases, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        return
    file = Path(engine.url.database or "")
    away = file.with_suffix(".away")
    engine.dispose()
    file.rename(away)
    file.mkdir()
    try:
        yield
    finally:
        engine.dispose()
        file.rmdir()
        away.rename(file)


def end_connections(databases: Cluster, engine: Engine) -> None:
    """End every connection to a database, as a server does that is shut down."""
    _asked(
        databases,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "  # noqa: S608 - a name of our own
        f"WHERE datname = '{engine.url.database}'",
    )


def _asked(databases: Cluster, statement: str) -> None:
    with databases.admin.connect() as connection:
        connection.execute(text(statement))


@dataclass
class Statements:
    """Counts what is said to a database, and lets a test step in before one of them."""

    engine: Engine
    step_in: Callable[[int, str, Any], None]
    said: int = 0

    def __enter__(self) -> Self:
        event.listen(self.engine, "before_cursor_execute", self._before)
        event.listen(self.engine, "commit", self._commit)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self._before)
        event.remove(self.engine, "commit", self._commit)

    def _before(self, connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        self._next(statement, connection)

    def _commit(self, connection: Connection) -> None:
        self._next("COMMIT", connection)

    def _next(self, statement: str, connection: Connection) -> None:
        self.said += 1
        self.step_in(self.said, statement, connection)


def failing_at(number: int) -> Callable[[int, str, Any], None]:
    """Fail at the statement of that number, counted from 1; the commit is the last of them."""

    def step_in(said: int, statement: str, _connection: object) -> None:
        if said == number:
            raise Broke(statement)

    return step_in
