"""New databases to measure on: files of SQLite, or a private PostgreSQL server's own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import create_engine, text

from tests.servers import postgres

ENGINES: Final = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Place:
    """Where databases are made: `new` makes an empty one and returns its address.

    `folder` is for files, and is gone at the end.
    """

    engine: str
    folder: Path
    new: Callable[[], str]


def postgresql_is_here() -> bool:
    """Say whether this machine has PostgreSQL's programs."""
    try:
        postgres.programs()
    except LookupError:
        return False
    return True


@contextmanager
def place_for(engine: str) -> Iterator[Place]:
    """Make databases of this engine; whatever serves them stops at the end."""
    with TemporaryDirectory() as root, ExitStack() as stack:
        folder = Path(root)
        if engine == "sqlite":
            numbers = count()
            yield Place(engine, folder, lambda: f"sqlite:///{folder / f'{next(numbers)}.db'}")
        else:
            yield Place(engine, folder, stack.enter_context(_served()))


@contextmanager
def _served() -> Iterator[Callable[[], str]]:
    numbers = count()
    with postgres.running() as server:
        admin = create_engine(server.url(), isolation_level="AUTOCOMMIT")

        def new() -> str:
            name = f"bench_{next(numbers)}"
            with admin.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            return server.url(name)

        try:
            yield new
        finally:
            admin.dispose()
