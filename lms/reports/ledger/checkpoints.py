"""Where does the ledger stand, signed, and does it still hold what was signed before?"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lms.evidence.checkpoints import Checkpoint, Head, read_checkpoint
from lms.evidence.store import head
from lms.kernel.errors import Refused
from lms.kernel.keyring import KnownKey
from lms.kernel.work import UnitOfWork


class Witnesses(NamedTuple):
    """The checkpoints of a file that our keys signed, and the lines that are none."""

    sound: tuple[Checkpoint, ...] = ()
    strange: tuple[str, ...] = ()


def checkpoint(work: UnitOfWork) -> Checkpoint | None:
    """Sign where the ledger stands now; None while it has no entry.

    Ask it of a work that only looks: what is not committed yet may never be.
    """
    newest = head(work.session)
    if newest is None:
        return None
    key = work.keys.current
    told = Head(*newest, at=work.now, key_id=key.id)
    return Checkpoint(**vars(told), signature=key.sign(told.signed))


def witnesses(file: Path, known: Iterable[KnownKey]) -> Witnesses:
    """Read a file of checkpoints, one on a line; raise `Refused` if it cannot be read."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"The checkpoints in {file} cannot be read: {error}.") from None
    return weighed(lines, known)


def weighed(lines: Iterable[str], known: Iterable[KnownKey]) -> Witnesses:
    """Part the checkpoints that a key of ours signed, on a day of its own, from other lines."""
    sound: list[Checkpoint] = []
    strange: list[str] = []
    by_id = {one.public.id: one for one in known}
    for line in lines:
        try:
            one = read_checkpoint(line)
        except ValueError:
            strange.append(line)
            continue
        key = by_id.get(one.key_id)
        signed = key is not None and key.public.verify(one.signed, one.signature)
        if key is not None and signed and key.signed_on(one.at.date()):
            sound.append(one)
        else:
            strange.append(line)
    return Witnesses(tuple(sound), tuple(strange))
