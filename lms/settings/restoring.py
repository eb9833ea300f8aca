"""Bringing everything back from a backup, into a house where nothing is kept yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from lms.actions.ledger.open_restored import open_restored
from lms.evidence.checkpoints import Checkpoint
from lms.evidence.copies import HouseRestored
from lms.kernel.access import SYSTEM
from lms.kernel.clock import Clock, utc_now
from lms.kernel.database import make_engine
from lms.kernel.errors import Refused
from lms.kernel.upkeep.migrating import refuse_newer, state
from lms.kernel.upkeep.postgresql import bring_back, take_away
from lms.kernel.upkeep.sqlite import settle
from lms.kernel.upkeep.upgrading import upgrade_safely
from lms.kernel.work import Workshop
from lms.reports.ledger.checkpoints import witnesses
from lms.reports.upkeep.backup.opened import Opened, opened_backup
from lms.reports.upkeep.backup.stood import broken, differences
from lms.reports.verifying.verdict import Keys
from lms.settings.opening import open_workshop
from lms.settings.read import Settings

FILLED = (
    "There are records already in the database of LMS_DATABASE_URL. Nothing was changed. Set it "
    "to one that is empty, or to a file that is not there."
)


@dataclass(frozen=True)
class Wanted:
    """Which backup, by which keys it is checked, and which checkpoints know how far it came.

    Without keys, those that are here check it; where none are, those in it. With `accept_loss`
    it is brought back though checkpoints know of more, or though its ledger is broken.
    """

    file: Path
    keys: Keys | None = None
    checkpoints: Path | None = None
    accept_loss: bool = False


@dataclass(frozen=True)
class Restored:
    """What was brought back: rows and files, and where its ledger ended."""

    rows: int
    files: int
    number: int
    seal: str
    lost: int
    letters: int


def restore(settings: Settings, wanted: Wanted, clock: Clock = utc_now) -> Restored:
    """Bring all records back, or nothing; they are proved to be those that were copied.

    Raises `Refused` for a backup that was changed, is older than a checkpoint knows or whose
    ledger does not hold, and where there are records already; `Conflict` for one of a later
    program; `Unavailable` when there is no room.
    """
    workshop = open_workshop(settings, clock)
    with opened_backup(wanted.file, _trusted(workshop, wanted)) as backup:
        _must_fit(settings, workshop, backup)
        known = _witnesses(settings, wanted, backup)
        lost = _lost(backup, known)
        if lost and not wanted.accept_loss:
            raise Refused(
                f"The backup ends at entry {backup.state.number:,}, and a checkpoint knows entry "
                f"{lost:,}: what came between would be lost. Bring back a later backup; if there "
                "is none, add --accept-loss."
            )
        files = sum(1 for content in backup.files() if workshop.files.keep(content))
        workshop.keys.bring_back(backup.keys())
        with _brought_back(settings, workshop, backup) as house:
            _must_be_whole(house, backup, known, wanted)
            letters = _open(house, backup, lost)
    told = backup.state
    return Restored(sum(told.rows.values()), files, told.number, told.seal, lost, letters)


def _trusted(workshop: Workshop, wanted: Wanted) -> Keys | None:
    if wanted.keys is not None or not workshop.keys.made:
        return wanted.keys
    return {one.public.id: one for one in workshop.keys.known()}


def _must_fit(settings: Settings, workshop: Workshop, backup: Opened) -> None:
    """Refuse a backup of another engine or a later program, and a house that is not empty."""
    refuse_newer(backup.state.revision)
    engine = workshop.engine.dialect.name
    if engine != backup.state.engine:
        raise Refused(
            f"The backup is of a {backup.state.engine} database, and LMS_DATABASE_URL names one "
            f"of {engine}. Set it to an empty {backup.state.engine} database."
        )
    file = settings.database_file
    if file is not None:
        filled = file.exists() and file.stat().st_size > 0
    else:
        filled = state(workshop.engine)[0] is not None
        workshop.engine.dispose()
    if filled:
        raise Refused(FILLED)


def _witnesses(settings: Settings, wanted: Wanted, backup: Opened) -> tuple[Checkpoint, ...]:
    file = wanted.checkpoints or settings.checkpoints
    if file is None or (file == settings.checkpoints and not file.exists()):
        return ()
    found = witnesses(file, backup.known)
    if found.strange and not found.sound and not wanted.accept_loss:
        raise Refused(
            f"None of the checkpoints in {file} was signed in the house that the backup is of. "
            "Name the checkpoints and the backup of one house, or add --accept-loss."
        )
    return found.sound


def _lost(backup: Opened, known: tuple[Checkpoint, ...]) -> int:
    """Return the newest entry that a checkpoint knows, where the backup ends before it; else 0."""
    newest = max((one.number for one in known), default=0)
    return newest if newest > backup.state.number else 0


@contextmanager
def _brought_back(settings: Settings, workshop: Workshop, backup: Opened) -> Iterator[Workshop]:
    """Fill the database, and open it; if what follows goes wrong, it is as empty as before."""
    file = settings.database_file
    if file is None:
        with _in_server(workshop, backup) as house:
            yield house
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=file.parent, prefix=".restore-") as folder:
        draft = Path(folder) / file.name
        draft.touch(0o600)
        backup.put_database(draft)
        house = replace(workshop, engine=make_engine(f"sqlite:///{draft}"), recorded=None)
        try:
            yield house
        finally:
            house.engine.dispose()
        settle(draft, file)


@contextmanager
def _in_server(workshop: Workshop, backup: Opened) -> Iterator[Workshop]:
    house = replace(workshop, recorded=None)
    try:
        with TemporaryDirectory(prefix="part2-lms-restore-") as folder:
            draft = Path(folder) / "dump"
            backup.put_database(draft)
            bring_back(house.engine, draft)
        try:
            yield house
        except BaseException:
            take_away(house.engine)
            raise
    finally:
        house.engine.dispose()


def _must_be_whole(
    house: Workshop, backup: Opened, known: tuple[Checkpoint, ...], wanted: Wanted
) -> None:
    """Hold what was brought back to what was copied: every count, the ledger, every binding."""
    differing = differences(house.engine, backup.state)
    if differing:
        raise Refused(
            f"Not as it was when it was copied: {', '.join(differing)}. Nothing was brought back."
        )
    with TemporaryDirectory() as nowhere:
        upgrade_safely(house.engine, Path(nowhere), house.clock())
    witnessed = [one for one in known if one.number <= backup.state.number]
    with house.look(SYSTEM) as work:
        found = (*broken(work.session, witnessed), *backup.state.broken)
    if found and not wanted.accept_loss:
        raise Refused(
            f"The backup's records are broken: {' '.join(dict.fromkeys(found))} Bring back an "
            "earlier backup, or add --accept-loss to keep them as they are."
        )


def _open(house: Workshop, backup: Opened, lost: int) -> int:
    told = backup.state
    with house.work(SYSTEM) as work:
        restored = HouseRestored(backup.sha256, told.made_at, told.number, max(lost, told.number))
        return open_restored(work, restored)
