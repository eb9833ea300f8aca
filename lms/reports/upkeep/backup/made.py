"""What does a backup hold? The database, every kept file, and the keys, signed as one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from lms.kernel.access import SYSTEM
from lms.kernel.errors import Unavailable
from lms.kernel.outgoing.bag import Bag, signed_by
from lms.kernel.upkeep.databases import copy_database
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.upkeep.backup.state import DATABASE, FILES, KEYS, STATE, State
from lms.reports.upkeep.backup.stood import broken, stood

PIECE: Final = 1 << 20
READ_ME: Final = """\
A backup of part2-lms: all records of {house} as they stood on {day}.

data/state.json   rows of each table, and where the ledger ends
data/database/    the database
data/files/       certificates and documents, each named by its SHA-256
data/keys/        {keys}

It holds records of people: keep it as carefully as the database itself.

To bring it back into a house where nothing is kept yet:   part2-lms restore FILE
To check that no byte of it was changed:                   part2-lms verify FILE
"""
ALL_KEYS: Final = "the keys, also those that sign: whoever has this file can sign as you"
PUBLIC_KEYS: Final = "the public keys; what signs was left out, and is to be kept elsewhere"

Told = Callable[[int], None]


@dataclass(frozen=True)
class Made:
    """What was copied, and the digest that names it all."""

    state: State
    sha256: str


def backup_made(
    workshop: Workshop, out: IO[bytes], beside: Path, *, secrets: bool, told: Told | None = None
) -> Made:
    """Write a backup while others work; the database is one moment's, and no file is missing.

    Its copy is set down meanwhile in a folder made in `beside`. `secrets` are the private keys.
    `told` hears how many files are in it. What is broken already is copied as it is, and said
    in its state. Raises `Unavailable` when there is no room, or the database's own program for
    copying is missing.
    """
    with (
        TemporaryDirectory(dir=beside, prefix=".backup-") as folder,
        workshop.look(SYSTEM) as work,
    ):
        engine = workshop.engine
        name = DATABASE[engine.dialect.name]
        copy = Path(folder) / "copy"
        seen = copy_database(engine, copy, lambda connection: _seen(connection, work.now))
        with Bag(out, f"backup-{work.now:%Y%m%dT%H%M%SZ}") as bag:
            bag.add(name, _pieces(copy), large=True)
            copy.unlink()
            damaged = tuple(_add_files(work, bag, told))
            state = replace(seen, broken=(*seen.broken, *damaged))
            _add_keys(work, bag, secrets=secrets)
            bag.add(STATE, [state.written])
            return Made(state, _closed(work, bag, secrets=secrets))


def _seen(connection: Connection, now: datetime) -> State:
    return replace(stood(connection, now), broken=broken(Session(connection)))


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _add_files(work: UnitOfWork, bag: Bag, told: Told | None) -> Iterator[str]:
    """Put in every file that is what its name says; tell of the others."""
    for number, digest in enumerate(work.files.digests(), 1):
        try:
            bag.add_known(FILES + digest, work.files.read(digest), digest)
        except Unavailable:
            yield f"The stored file {digest} was altered."
        if told is not None:
            told(number)


def _add_keys(work: UnitOfWork, bag: Bag, *, secrets: bool) -> None:
    for name, content in work.keys.contents(secrets=secrets).items():
        bag.add(KEYS + name, [content])


def _closed(work: UnitOfWork, bag: Bag, *, secrets: bool) -> str:
    house, moment = work.organization.name, f"{work.now:%Y-%m-%d %H:%M:%S} UTC"
    keys = ALL_KEYS if secrets else PUBLIC_KEYS
    bag.tag("README.txt", READ_ME.format(house=house, day=moment, keys=keys).encode())
    about = {"Source-Organization": " ".join(house.split()), "Bagging-Date": moment[:10]}
    return bag.close(about, signed_by(work.keys.current, f"backup of {moment}"))
