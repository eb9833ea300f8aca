"""What every test may ask for: a database of its own on either engine, and a workshop over it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from hypothesis import settings
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine

from lms.kernel.database import sqlite_driver
from lms.kernel.files import FileStore
from lms.kernel.work import Workshop
from tests.builders import ORGANIZATION, StillClock, a_keyring, counted_ids
from tests.servers import postgres
from tests.servers.databases import ENGINES, Databases, Files, cluster, opened, watched_connections

pytest_plugins = ["tests.servers.browser"]

SHARED_SERVER: Final = pytest.StashKey[postgres.Server]()
AT_THE_END: Final = pytest.StashKey[ExitStack]()

# What stands in no test_….py but is shared by some says too what it compared.
pytest.register_assert_rewrite(
    *(
        f"tests.{folder.parent.name}"
        for folder in Path(__file__).parent.glob("*/__init__.py")
        if folder.parent.name != "servers"  # imported above, and it asserts nothing
    )
)

# The everyday run draws the same examples each time; the deep one looks for new ones.
settings.register_profile("default", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("deep", deadline=None, max_examples=3_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


class Compiled(BytecodeCache):
    """Templates as Jinja compiled them, for every application that a test makes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give on what was compiled of the same source."""
        if kept := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


# Each test makes an application of its own, and would compile every template it shows anew.
Flask.jinja_options = {"bytecode_cache": Compiled()}


def pytest_report_header() -> str:
    """Say which databases these tests run on."""
    return f"databases: SQLite {sqlite_driver().sqlite_version}, PostgreSQL {postgres.version()}"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401 - a worker of pytest-xdist
    """Start one server for all worker processes, and tell each where it is."""
    stash = node.config.stash
    if SHARED_SERVER not in stash:
        stash[AT_THE_END] = ExitStack()
        stash[SHARED_SERVER] = stash[AT_THE_END].enter_context(postgres.running())
    node.workerinput["postgresql_port"] = stash[SHARED_SERVER].port


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server of the worker processes."""
    config.stash.get(AT_THE_END, ExitStack()).close()


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[postgres.Server]:
    """PostgreSQL: the server of all worker processes, or one of our own."""
    told = getattr(request.config, "workerinput", {})
    if "postgresql_port" in told:
        yield postgres.Server(told["postgresql_port"], postgres.programs())
        return
    with postgres.running() as own:
        yield own


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Where SQLite databases come from."""
    return Files(tmp_path_factory.mktemp("migrated") / "lms.db")


@pytest.fixture(scope="session")
def postgresql(server: postgres.Server) -> Iterator[Databases]:
    """Where PostgreSQL databases come from."""
    with cluster(server) as made:
        yield made


@pytest.fixture(params=ENGINES)
def databases(request: pytest.FixtureRequest) -> Databases:
    """Where databases come from; whoever asks for it, or for one, is tested on both engines."""
    made: Databases = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def empty_url(databases: Databases, tmp_path: Path) -> str:
    """The address of a new database without any table."""
    return databases.empty(tmp_path)


@pytest.fixture
def database_url(databases: Databases, tmp_path: Path) -> str:
    """The address of a new, migrated database."""
    return databases.migrated(tmp_path)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A new, migrated database, opened as the product opens it."""
    with opened(database_url) as engine:
        yield engine


@pytest.fixture
def clock() -> StillClock:
    """The clock of the workshop; it stands still until the test moves it."""
    return StillClock()


@pytest.fixture
def workshop(engine: Engine, tmp_path: Path, clock: StillClock) -> Workshop:
    """A place to work in: nothing in it, noon, and ids counted from 1."""
    files, keys = FileStore(tmp_path / "files"), a_keyring(tmp_path)
    return Workshop(engine, ORGANIZATION, files, keys, clock, counted_ids())


@pytest.fixture(scope="session", autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    with watched_connections() as left_open:
        yield
        assert left_open() == [], "These tests opened an engine and did not dispose of it."
