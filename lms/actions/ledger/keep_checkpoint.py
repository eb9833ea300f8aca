"""Where the ledger stands is signed and put into a file, from which it can leave the machine."""

import os
from pathlib import Path

from lms.evidence.checkpoints import Checkpoint
from lms.kernel.errors import Unavailable
from lms.kernel.work import UnitOfWork
from lms.reports.ledger.checkpoints import checkpoint


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
