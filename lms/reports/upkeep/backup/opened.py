"""What does a backup bring back? It is looked through first: no byte of it was changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Final
from zipfile import ZipFile

from lms.kernel.errors import Refused
from lms.kernel.keyring import PUBLIC, KnownKey, known_keys
from lms.kernel.outgoing.bag import PAYLOAD, TAGS
from lms.kernel.outgoing.opening import DAMAGED
from lms.reports.upkeep.backup.state import DATABASE, FILES, KEYS, STATE, State
from lms.reports.verifying.pack import verify_pack
from lms.reports.verifying.verdict import Keys, NotGenuine

PIECE: Final = 1 << 20
OTHER: Final = "This is not the backup that was made: {}. Nothing was brought back."
STRANGE: Final = (
    "The backup comes from a house with other keys than those trusted here. If it is yours, set "
    "LMS_KEYS to a folder that is not there yet, or name its public keys by --key. Nothing was "
    "brought back."
)


class Opened:
    """A backup whose every byte is what was signed."""

    def __init__(self, archive: ZipFile, state: State, folder: str) -> None:
        self._archive = archive
        self._folder = folder
        self.state = state

    @property
    def sha256(self) -> str:
        """The digest that names all it holds, as the ledger knows it."""
        return sha256(self._archive.read(self._folder + TAGS)).hexdigest()

    @property
    def known(self) -> tuple[KnownKey, ...]:
        """Every key that ever signed in the house that was copied."""
        return known_keys(self.keys()[PUBLIC])

    def trusted(self) -> Keys:
        """Return its keys by their id; raise `Refused` if they cannot be read."""
        try:
            return {one.public.id: one for one in self.known}
        except (TypeError, *DAMAGED):
            raise Refused(OTHER.format(f"{PAYLOAD}{KEYS}{PUBLIC} was changed")) from None

    def keys(self) -> dict[str, bytes]:
        """Return the files of its keys, by name."""
        return {name: self._archive.read(place) for name, place in self._within(KEYS)}

    def files(self) -> Iterator[bytes]:
        """Yield every kept file."""
        for _, place in self._within(FILES):
            yield self._archive.read(place)

    def put_database(self, target: Path) -> None:
        """Write the copy of the database to a file."""
        name = self._folder + PAYLOAD + DATABASE[self.state.engine]
        with self._archive.open(name) as source, target.open("wb") as copy:
            copyfileobj(source, copy, PIECE)

    def _within(self, part: str) -> Iterator[tuple[str, str]]:
        start = self._folder + PAYLOAD + part
        for place in self._archive.namelist():
            if place.startswith(start):
                yield place.removeprefix(start), place


@contextmanager
def opened_backup(path: Path, trusted: Keys | None) -> Iterator[Opened]:
    """Look through a backup and open it; where no key is trusted yet, those in it vouch for it.

    Raises `Refused` for a file that is none, and with the name of whatever was changed in it.
    """
    with _read(path) as file:
        state, folder = _told(file)
        with ZipFile(file) as archive:
            one = Opened(archive, state, folder)
            file.seek(0)
            own = one.trusted()
            if trusted is not None and own.keys().isdisjoint(trusted):
                raise Refused(STRANGE)
            try:
                verify_pack(file, own if trusted is None else trusted, state.made_at.date())
            except NotGenuine as error:
                raise Refused(OTHER.format(error)) from None
            yield one


def _read(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None


def _told(file: IO[bytes]) -> tuple[State, str]:
    try:
        with ZipFile(file) as archive:
            end = PAYLOAD + STATE
            place = next(one for one in archive.namelist() if one.endswith(f"/{end}"))
            return State.read(archive.read(place)), place.removesuffix(end)
    except (StopIteration, *DAMAGED) as error:
        raise Refused(
            "The file is no backup, or it is damaged. One is made by: part2-lms backup FILE"
        ) from error
