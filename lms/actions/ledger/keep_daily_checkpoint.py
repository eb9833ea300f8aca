"""The first thing that is recorded on a day leaves a signed checkpoint behind."""

import logging
import os
from pathlib import Path
from typing import Final

from lms.actions.ledger.keep_checkpoint import keep_checkpoint
from lms.evidence.checkpoints import Checkpoint, read_checkpoint
from lms.kernel.errors import LMSError
from lms.kernel.work import UnitOfWork

LOG = logging.getLogger("lms.actions")
LONGEST_LINE: Final = 1_024


def keep_daily_checkpoint(work: UnitOfWork, file: Path) -> None:
    """Append a checkpoint to a file that has none of this day (UTC).

    What was recorded is kept already, so a file that cannot be written is told in the log, and
    is no reason to refuse anything.
    """
    try:
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
