"""Where the ledger stands is signed and put into a file, from which it can leave the machine."""

import logging
import os
from pathlib import Path
from typing import Final

from lms.evidence.checkpoints import Checkpoint, read_checkpoint
from lms.kernel.access import SYSTEM
from lms.kernel.errors import LMSError, Unavailable
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.ledger.checkpoints import checkpoint

LOG = logging.getLogger("lms.actions")
LONGEST_LINE: Final = 1_024


def keep_checkpoint(work: UnitOfWork, file: Path) -> Checkpoint | None:
    """Append a signed checkpoint to a file, as one line; None while the ledger has no entry.

    Raises `Unavailable` for a file that cannot be written, and `InvalidSettings` without a key.
    """
    made = checkpoint(work)
    if made is None:
        return None
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab") as out:
            out.write(f"{made.line}\n".encode())
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise Unavailable(f"{file} cannot be written: {error.strerror}.") from error
    return made


def keep_daily_checkpoint(workshop: Workshop, file: Path) -> None:
    """Append one if the file has none of this day (UTC), after something was recorded.

    What was recorded is kept already, so a file that cannot be written is told in the log, and
    to the doctor, and is no reason to refuse anything.
    """
    try:
        with workshop.look(SYSTEM) as work:
            last = _last(file)
            if last is None or last.at.date() < work.now.date():
                keep_checkpoint(work, file)
    except LMSError as error:
        LOG.warning("no checkpoint: %s", error)


def _last(file: Path) -> Checkpoint | None:
    """Return the last checkpoint of a file; None if its last line is none."""
    try:
        with file.open("rb") as lines:
            lines.seek(0, os.SEEK_END)
            lines.seek(max(0, lines.tell() - LONGEST_LINE))
            return read_checkpoint(lines.read().splitlines()[-1].decode())
    except (OSError, ValueError, IndexError):
        return None
