"""An upgrade nobody has to fear."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import Engine

from lms.kernel.errors import Unavailable
from lms.kernel.upkeep.sqlite import copy_sqlite
from lms.kernel.upkeep.upgrading import upgrade_safely
from tests.builders import NOON
from tests.servers.databases import opened


def test_an_empty_database_is_brought_to_the_newest_shape_once(
    empty_url: str, tmp_path: Path
) -> None:
    with opened(empty_url) as engine:
        first = upgrade_safely(engine, tmp_path / "backups", NOON)
        second = upgrade_safely(engine, tmp_path / "backups", NOON)

    assert (first.before, first.changed, first.backup) == (None, True, None)
    assert (second.before, second.changed) == (first.after, False)
    assert not (tmp_path / "backups").exists()


@pytest.fixture
def filled(tmp_path: Path) -> Engine:
    """A SQLite database with a hundred rows."""
    with opened(f"sqlite:///{tmp_path / 'lms.db'}") as engine, engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE lms_word (word TEXT)")
        for number in range(100):
            connection.exec_driver_sql("INSERT INTO lms_word VALUES (?)", (str(number),))
    return engine


def test_a_copy_made_while_somebody_writes_holds_what_was_committed(
    filled: Engine, tmp_path: Path
) -> None:
    target = tmp_path / "backups" / "copy.db"
    with filled.connect() as writer, writer.begin() as unfinished:
        writer.exec_driver_sql("INSERT INTO lms_word VALUES ('not yet')")
        copy_sqlite(filled, target)
        unfinished.rollback()
    filled.dispose()

    with opened(f"sqlite:///{target}") as copy, copy.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("SELECT count(*) FROM lms_word").scalar() == 100
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700


def test_a_copy_that_cannot_be_written_is_refused_before_anything_changes(
    filled: Engine, tmp_path: Path
) -> None:
    (tmp_path / "backups").write_text("a file where a folder should be")

    with pytest.raises(Unavailable, match="Nothing was changed"):
        copy_sqlite(filled, tmp_path / "backups" / "copy.db")
    filled.dispose()
