"""The databases are opened so that nothing is lost, and keep instants and ids as they are."""

from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Timer
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, MetaData, Table, insert, select, text

from lms.kernel.database import BUSY_MILLISECONDS, Id, Instant, sqlite_driver, wal_is_safe
from tests.servers.databases import opened

KEPT = Table("lms_kept", MetaData(), Column("id", Id, primary_key=True), Column("at", Instant))
zones = st.integers(-14 * 60, 14 * 60).map(lambda at: timezone(timedelta(minutes=at)))
instants = st.datetimes(
    datetime(1900, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(9999, 12, 30),  # noqa: DTZ001 - as above
    timezones=zones,
)


@pytest.fixture
def table(engine: Engine) -> Table:
    """A table of ids and instants, in the database."""
    KEPT.create(engine)
    return KEPT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(instants, min_size=1, max_size=5))
def test_an_instant_comes_back_in_utc_to_the_whole_second(
    engine: Engine, table: Table, told: list[datetime]
) -> None:
    rows = [{"id": UUID(int=at), "at": one} for at, one in enumerate(told)]
    with engine.connect() as connection:
        connection.execute(insert(table), rows)
        found = list(connection.scalars(select(table.c.at).order_by(table.c.id)))
        in_order = list(connection.scalars(select(table.c.at).order_by(table.c.at)))
        connection.rollback()

    assert found == [one.astimezone(UTC).replace(microsecond=0) for one in told]
    assert all(one.utcoffset() == timedelta() for one in found)
    assert in_order == sorted(found)


def test_no_instant_stays_none(engine: Engine, table: Table) -> None:
    with engine.begin() as connection:
        connection.execute(insert(table), {"id": UUID(int=1), "at": None})

        assert connection.scalars(select(table.c.at)).all() == [None]


def test_an_instant_without_a_zone_is_refused(engine: Engine) -> None:
    instant, naive = Instant(), datetime(2026, 1, 31, 12)  # noqa: DTZ001 - that is what is tested

    with pytest.raises(ValueError, match="must be aware"):
        instant.process_bind_param(naive, engine.dialect)


def test_ids_sort_by_their_characters(engine: Engine, table: Table) -> None:
    ids = [UUID(int=at * 16**30) for at in (10, 2, 15, 9)]
    with engine.connect() as connection:
        connection.execute(insert(table), [{"id": one, "at": None} for one in ids])
        found = list(connection.scalars(select(table.c.id).order_by(table.c.id)))

    assert found == sorted(ids, key=str)


def test_the_database_is_opened_so_that_nothing_is_lost(engine: Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            assert connection.scalar(text("SHOW transaction_isolation")) == "read committed"
            return
        told = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("synchronous", "foreign_keys", "busy_timeout", "journal_mode")
        }
    assert told == {
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": BUSY_MILLISECONDS,
        "journal_mode": "wal" if wal_is_safe(sqlite_driver().sqlite_version_info) else "truncate",
    }


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 51, 3), True),
        ((3, 51, 2), False),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 49, 9), False),
        ((3, 44, 6), True),
        ((3, 44, 5), False),
        ((3, 45, 0), False),
        ((3, 37, 0), False),
    ],
)
def test_write_ahead_logging_is_used_only_where_it_cannot_damage(
    version: tuple[int, ...], *, safe: bool
) -> None:
    assert wal_is_safe(version) is safe


def test_a_new_file_that_another_program_is_writing_is_waited_for(tmp_path: Path) -> None:
    driver, path = sqlite_driver(), str(tmp_path / "new.db")
    with (
        closing(driver.connect(path, isolation_level=None, check_same_thread=False)) as writer,
        closing(driver.connect(path, isolation_level=None)) as naive,
    ):
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("CREATE TABLE work (done)")
        with pytest.raises(driver.OperationalError, match="locked"):
            naive.execute("PRAGMA journal_mode=WAL")
        done = Timer(0.2, lambda: writer.execute("COMMIT"))
        done.start()
        with opened(f"sqlite:///{path}") as engine, engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        done.join()
