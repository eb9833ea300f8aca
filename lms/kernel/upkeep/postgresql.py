"""A copy of a PostgreSQL database, as PostgreSQL's own pg_dump and pg_restore make it."""

import os
import subprocess
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, text

from lms.kernel.errors import Unavailable

_LAST_LINES: Final = 3
_OURS: Final = text(
    "SELECT format('DROP TABLE IF EXISTS %s CASCADE', oid::regclass) FROM pg_class"
    " WHERE relname LIKE 'lms\\_%' AND relkind = 'r' AND pg_table_is_visible(oid)"
    " UNION ALL SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', oid::regprocedure)"
    " FROM pg_proc WHERE proname LIKE 'lms\\_%' AND pg_function_is_visible(oid)"
)


def dump(connection: Connection, target: Path) -> None:
    """Copy the database of a connection into a file: exactly what its transaction sees.

    The transaction must be REPEATABLE READ. Raises `Unavailable` if pg_dump is not there, or
    refuses.
    """
    snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
    words = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
    _run("pg_dump", connection.engine.url, *words, f"--file={target}")


def bring_back(engine: Engine, source: Path) -> None:
    """Fill an empty database from a file that `dump` wrote: all of it, or nothing."""
    words = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    name = engine.url.database or ""
    _run("pg_restore", engine.url, *words, f"--dbname={name}", str(source))


def take_away(engine: Engine) -> None:
    """Take away every table and function of ours, where what was brought back is no good."""
    with engine.begin() as connection:
        for statement in connection.scalars(_OURS).all():
            connection.exec_driver_sql(statement.replace("%", "%%"))


def _run(program: str, url: URL, *words: str) -> None:
    """Run a program; where the database is, and its password, goes by the environment."""
    where = {
        "PGHOST": url.host,
        "PGPORT": None if url.port is None else str(url.port),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        **{f"PG{name.upper()}": str(value) for name, value in url.query.items()},
    }
    told = {name: value for name, value in where.items() if value}
    try:
        done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, and no shell
            [program, *words],
            check=False,
            env={**os.environ, **told},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise Unavailable(
            f"{program} is not there. Install PostgreSQL's client programs, of the server's "
            "version or later (Debian: postgresql-client), and run it again."
        ) from None
    if done.returncode != 0:
        said = " ".join(done.stderr.split("\n")[-_LAST_LINES - 1 :]).strip()
        raise Unavailable(f"{program} refused: {said}")
