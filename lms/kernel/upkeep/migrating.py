"""Bringing the database to the shape this program knows, whoever else starts at the same time."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from lms.kernel.errors import Conflict

VERSION_TABLE: Final = "lms_alembic_version"
SCRIPTS: Final = Path(__file__).parents[2] / "migrations"
_LOCK: Final = 0x6C6D73  # "lms"; any number will do that others do not take


def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Migrate to the newest shape; return the revision before and after.

    Several processes may call it at once: one does the work, the others wait and find it
    done. Raises `Conflict` when the database was made by a newer program, and changes
    nothing then.
    """
    exclusive = engine.execution_options(sqlite_begin="EXCLUSIVE")
    with exclusive.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Rebuilding a table drops the old one; with keys on, that deletes its children.
            _driver_connection(connection).execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                before = _upgrade(connection)
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                    raise RuntimeError("The migration would leave rows that point at nothing.")
        finally:
            if sqlite:
                _driver_connection(connection).execute("PRAGMA foreign_keys=ON")
    return before, newest()


def state(engine: Engine) -> tuple[str | None, str]:
    """Return the database's revision and the newest one this program knows."""
    with engine.execution_options(sqlite_begin="DEFERRED").connect() as connection:
        return revision_of(connection), newest()


def newest() -> str:
    """Return the newest revision this program knows."""
    head = _scripts().get_current_head()
    if head is None:
        raise RuntimeError("This copy of the program came without its migrations.")
    return head


def require_newest(engine: Engine) -> None:
    """Raise `Conflict` unless the database has exactly the shape this program knows."""
    current, known = state(engine)
    if current == known:
        return
    refuse_newer(current)
    raise Conflict("The database must be upgraded first. Run: part2-lms upgrade")


def _upgrade(connection: Connection) -> str | None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    before = revision_of(connection)
    refuse_newer(before)
    if before != newest():
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return before


def refuse_newer(revision: str | None) -> None:
    """Raise `Conflict` for a revision that a later program made."""
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise Conflict(
            f"The database is newer than this program (it is at {revision}). "
            "Install the version of part2-lms that last used it, or a later one."
        )


def revision_of(connection: Connection) -> str | None:
    """Return which shape the database of a connection has; None while it has no table."""
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    return context.get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(SCRIPTS))


def _driver_connection(connection: Connection):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a DBAPI connection has no type
    return connection.connection.dbapi_connection
