"""A program that hands in papers one after the other, until somebody ends it."""

import os
import signal
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from lms.kernel.database import make_engine
from lms.kernel.files import FileStore
from lms.kernel.work import Workshop
from tests.builders import ORGANIZATION, WORKER, StillClock, a_keyring
from tests.guest.staff import KEONI, MAUD, acting, hand_in, sit_down
from tests.guest.statements import Statements

IN_ORDER: Final = "in order"
TOO_EARLY: Final = "too early"
PIECEMEAL: Final = "piecemeal"
"""How it is done: rightly, or told before it is kept, or kept statement by statement."""


def main(url: str, files: str, how: str) -> None:
    """Hand in for one worker after the other, and tell each certificate once it is kept."""
    store, keys = FileStore(Path(files)), a_keyring(Path(files).parent)
    workshop = Workshop(make_engine(url), ORGANIZATION, store, keys, StillClock())
    step_in = _piecemeal if how == PIECEMEAL else _nothing
    with Statements(workshop.engine, step_in):
        for worker in cycle((WORKER.id, KEONI.id, MAUD.id)):
            attempt = sit_down(workshop, worker)
            with workshop.work(acting(worker)) as work:
                certificate = hand_in(work, attempt).certificate
                if how == TOO_EARLY:
                    _tell(str(certificate))
                    _end()
            _tell(str(certificate))


def _tell(certificate: str) -> None:
    sys.stdout.write(f"{certificate}\n")
    sys.stdout.flush()


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _nothing(_said: int, _statement: str, _connection: object) -> None:
    """Step in nowhere."""


def _piecemeal(_said: int, statement: str, connection: Any) -> None:  # noqa: ANN401 - a Connection
    if statement == "COMMIT":
        return
    if statement.startswith("INSERT INTO lms_certificate"):
        _end()
    keep: Callable[[], None] = connection.connection.dbapi_connection.commit
    keep()


if __name__ == "__main__":
    main(*sys.argv[1:])
