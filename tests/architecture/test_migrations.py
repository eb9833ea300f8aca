"""The migrations make exactly the tables the program maps, whoever starts at the same time."""

import subprocess
import sys
from typing import Final

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    Table,
    column,
    inspect,
    table,
    update,
)

from lms.kernel.errors import Conflict
from lms.kernel.upkeep.migrating import VERSION_TABLE, newest, require_newest, state, upgrade
from tests.architecture.schema import mapped
from tests.architecture.tree import ROOT
from tests.servers.databases import opened

STARTERS: Final = 6
STARTER: Final = """
import sys
from lms.kernel.database import make_engine
from lms.kernel.upkeep.migrating import upgrade
engine = make_engine(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
print(upgrade(engine)[0])
engine.dispose()
"""


def differences(engine: Engine, tables: MetaData) -> list[object]:
    """Return what a migration would still have to do."""
    with engine.connect() as connection:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), tables))


def started_at_once(url: str) -> list[str]:
    """Upgrade from several processes at the same moment; return what each found there."""
    command = [sys.executable, "-W", "error", "-c", STARTER, url]
    starters = [
        subprocess.Popen(
            command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
        )
        for _ in range(STARTERS)
    ]
    for one in starters:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in starters:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    return sorted(one.communicate()[0].strip() for one in starters)


def test_the_migrations_make_exactly_the_tables_of_the_program(engine: Engine) -> None:
    assert differences(engine, mapped()) == []


def test_a_table_without_a_migration_is_found(engine: Engine) -> None:
    planted = MetaData()
    for one in mapped().sorted_tables:
        one.to_metadata(planted)
    Table("lms_planted", planted, Column("id", Integer, primary_key=True))
    assert len(differences(engine, planted)) == 1


def test_every_table_is_named_as_ours(engine: Engine) -> None:
    assert {name for name in inspect(engine).get_table_names() if name[:4] != "lms_"} == set()


def test_six_programs_that_start_at_once_upgrade_a_new_database_once(empty_url: str) -> None:
    assert started_at_once(empty_url) == sorted(["None", *[newest()] * (STARTERS - 1)])
    with opened(empty_url) as engine:
        require_newest(engine)
        assert differences(engine, mapped()) == []


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    assert upgrade(engine) == (newest(), newest())


def test_a_database_of_a_newer_program_is_refused_and_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        versions = table(VERSION_TABLE, column("version_num"))
        connection.execute(update(versions).values(version_num="9999"))
    with pytest.raises(Conflict, match="newer than this program"):
        upgrade(engine)
    with pytest.raises(Conflict, match="newer than this program"):
        require_newest(engine)
    assert state(engine) == ("9999", newest())


def test_a_database_without_a_table_is_not_taken_for_ours(empty_url: str) -> None:
    with (
        opened(empty_url) as engine,
        pytest.raises(Conflict, match="part2-lms upgrade"),
    ):
        require_newest(engine)
