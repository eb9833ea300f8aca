"""A database taken away under a running application, and given back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from tests.servers.databases import Cluster, Databases


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
