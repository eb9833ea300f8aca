"""The declarative base, the engine for either database, and an instant that is never naive."""

from datetime import UTC, datetime
from time import sleep
from types import ModuleType
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine

SQLITE_FIXED: Final = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""Versions from which write-ahead logging no longer can damage a database (WAL-reset bug)."""
BUSY_MILLISECONDS: Final = 15_000
JOURNAL_PAUSES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait between tries to choose the journal of a file that others open too."""


class Instant(TypeDecorator[datetime]):
    """An instant, in UTC to the whole second; refuses a naive one.

    SQLite keeps ISO 8601 text with its offset (it sorts as time does, and exports as it is),
    PostgreSQL keeps `timestamp with time zone`.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column's type for this database."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(25))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401 - text or datetime, as the database wants
        """Turn an aware instant into what the database keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone: an instant must be aware.")
        whole = value.astimezone(UTC).replace(microsecond=0)
        return whole.isoformat() if dialect.name == "sqlite" else whole

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002 - text or datetime; part of the signature
        """Turn what the database keeps into an aware instant."""
        if value is None:
            return None
        known = datetime.fromisoformat(value) if isinstance(value, str) else value
        return known if known.tzinfo is UTC else known.astimezone(UTC)


class Id(TypeDecorator[UUID]):
    """A UUID as 36 characters of text on both databases, so that exports agree to the byte."""

    impl = String(36)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column's type: bytes decide the order on both databases."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(String(36, collation=collation))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - part of the signature
        """Write a UUID with its dashes."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:  # noqa: ARG002 - part of the signature
        """Read a UUID back."""
        return None if value is None else UUID(value)


Name = String().with_variant(String(collation="C"), "postgresql")
"""An id in words, ordered by its bytes on both databases, so that reports agree on their order."""

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""A number the database counts up by itself."""


class Base(DeclarativeBase):
    """Parent of every row class. Every table is called lms_…, for the host has tables too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def make_engine(url: str) -> Engine:
    """Open the database of a URL, SQLite or PostgreSQL, set up so that nothing is lost.

    On SQLite every transaction begins IMMEDIATE, so that two writers wait for each other
    instead of failing half-way; readers ask for `sqlite_begin="DEFERRED"`.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=5,
        pool_timeout=10,
        isolation_level="READ COMMITTED",
    )


def _sqlite(url: str) -> Engine:
    driver = sqlite_driver()
    engine = create_engine(url, module=driver, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    journal = "WAL" if wal_is_safe(driver.sqlite_version_info) else "TRUNCATE"

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no type
        # The driver would begin transactions by itself, too late and in the wrong mode.
        connection.isolation_level = None
        for pragma in (
            "synchronous=FULL",  # NORMAL may lose the last commits when the power fails
            "foreign_keys=ON",
            f"busy_timeout={BUSY_MILLISECONDS}",
            "trusted_schema=OFF",
            "temp_store=FILE",  # files of any size are set down there; not every build does so
            "cell_size_check=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        _set_journal(connection, journal, driver.OperationalError)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _set_journal(connection: Any, journal: str, busy: type[Exception]) -> None:  # noqa: ANN401 - a DBAPI connection has no type
    """Choose the journal; of several who open a new file at once, each waits for its turn.

    SQLite answers "locked" here at once, whatever the time set for waiting.
    """
    for pause in JOURNAL_PAUSES:
        try:
            connection.execute(f"PRAGMA journal_mode={journal}")
        except busy:
            sleep(pause)
        else:
            return
    connection.execute(f"PRAGMA journal_mode={journal}")


def sqlite_driver() -> ModuleType:
    """Return the SQLite driver: the one that brings its own, repaired SQLite, if it is there."""
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - missing on rare platforms
    except ImportError:
        import sqlite3 as dbapi2  # noqa: PLC0415 - the fallback of the line above
    return dbapi2  # type: ignore[no-any-return]  # sqlcipher3 is untyped


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Say whether this SQLite is free of the WAL-reset bug (3.7.0 to 3.51.2, with backports)."""
    return any(
        version >= fixed and (fixed == SQLITE_FIXED[0] or version[:2] == fixed[:2])
        for fixed in SQLITE_FIXED
    )
