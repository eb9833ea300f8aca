"""An upgrade nobody has to fear: a copy first, and every row counted before and after."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from lms.kernel.errors import Conflict
from lms.kernel.upkeep.databases import counts
from lms.kernel.upkeep.migrating import state, upgrade
from lms.kernel.upkeep.sqlite import copy_sqlite


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
    counted = _counted(engine)
    backup = None
    if before is not None and engine.dialect.name == "sqlite":
        backup = backups / f"before-{newest}-{now:%Y%m%dT%H%M%SZ}.db"
        copy_sqlite(engine, backup)
    upgrade(engine)
    _compare(counted, _counted(engine), backup)
    return Upgrade(before, newest, backup)


def _compare(before: dict[str, int], after: dict[str, int], backup: Path | None) -> None:
    differing = [name for name in before if name in after and before[name] != after[name]]
    if differing:
        kept = f" The copy from before is {backup}." if backup else ""
        raise Conflict(
            f"After the upgrade these tables do not have as many rows as before: "
            f"{', '.join(sorted(differing))}. Do not go on.{kept}"
        )


def _counted(engine: Engine) -> dict[str, int]:
    with engine.execution_options(sqlite_begin="DEFERRED").connect() as connection:
        return counts(connection)
