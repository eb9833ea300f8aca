"""The databases are opened so that nothing is lost."""

from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import Engine, text

from lms.kernel.database import BUSY_MILLISECONDS, sqlite_driver, wal_is_safe
from tests.servers.databases import opened


def test_the_database_is_opened_so_that_nothing_is_lost(engine: Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            assert connection.scalar(text("SHOW transaction_isolation")) == "read committed"
            return
        told = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in (
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "journal_mode",
                "temp_store",
            )
        }
    assert told == {
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": BUSY_MILLISECONDS,
        "temp_store": 1,  # files, so that what is set down there costs no memory
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
