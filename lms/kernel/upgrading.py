"""An upgrade nobody has to fear: a copy first, and every row counted before and after."""

import os
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import Engine, func, inspect, select, table

from lms.kernel.database import sqlite_driver
from lms.kernel.errors import Conflict, Unavailable
from lms.kernel.migrating import VERSION_TABLE, state, upgrade


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade did: revisions before and after, and the copy made first, if any."""

    before: str | None
    after: str
    backup: Path | None

    @property
    def changed(self) -> bool:
        """Whether the database was not at the newest shape already."""
        return self.before != self.after


def upgrade_safely(engine: Engine, backups: Path, now: datetime) -> Upgrade:
    """Bring the database to the newest shape, and on SQLite copy it to a folder first.

    Does nothing to one that is there already. Raises `Conflict` for a database of a newer
    program, and when a table has fewer or more rows afterwards; `Unavailable` when the copy
    cannot be written, and then nothing was changed.
    """
    before, newest = state(engine)
    if before == newest:
        return Upgrade(before, newest, None)
    counted = _counts(engine)
    backup = None
    if before is not None and engine.dialect.name == "sqlite":
        backup = backups / f"before-{newest}-{now:%Y%m%dT%H%M%SZ}.db"
        copy_sqlite(engine, backup)
    upgrade(engine)
    _compare(counted, _counts(engine), backup)
    return Upgrade(before, newest, backup)


def copy_sqlite(engine: Engine, target: Path) -> None:
    """Copy a SQLite database while others use it, whole, into a file only its owner can read."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            pass
        _fill(engine, Path(draft.name))
        _settle(Path(draft.name), target)
    except (OSError, sqlite_driver().Error) as error:
        raise Unavailable(
            f"The copy of the database could not be written to {target.parent}. Nothing was "
            "changed. Make room or give permission, and run it again."
        ) from error


def _fill(engine: Engine, draft: Path) -> None:
    try:
        with (
            engine.execution_options(sqlite_begin="DEFERRED").connect() as connection,
            closing(sqlite_driver().connect(str(draft))) as copy,
        ):
            source = connection.connection.dbapi_connection
            source.backup(copy)  # type: ignore[union-attr]  # a DBAPI connection has no type
    except BaseException:
        draft.unlink()
        raise


def _settle(draft: Path, target: Path) -> None:
    for path in (draft, draft.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    draft.replace(target)


def _counts(engine: Engine) -> dict[str, int]:
    with engine.execution_options(sqlite_begin="DEFERRED").connect() as connection:
        names = [
            name
            for name in inspect(connection).get_table_names()
            if name.startswith("lms_") and name != VERSION_TABLE
        ]
        return {
            name: connection.scalar(select(func.count()).select_from(table(name))) or 0
            for name in names
        }


def _compare(before: dict[str, int], after: dict[str, int], backup: Path | None) -> None:
    differing = [name for name in before if name in after and before[name] != after[name]]
    if differing:
        kept = f" The copy from before is {backup}." if backup else ""
        raise Conflict(
            f"After the upgrade these tables do not have as many rows as before: "
            f"{', '.join(sorted(differing))}. Do not go on.{kept}"
        )
