"""One file taken away by a process of its own: how long it takes, CPU and memory."""

import json
import sys
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import IO, Final

from bench.imports import HOUSE
from bench.measuring import peak_mib
from lms.kernel.access import SYSTEM
from lms.kernel.database import make_engine
from lms.kernel.files import FileStore
from lms.kernel.ids import AgreementId
from lms.kernel.keyring import Keyring
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.agreement.pack.made import pack_made
from lms.reports.asking import Question
from lms.reports.taking import KINDS, Form

DAY: Final = date(2026, 11, 24)


def main() -> None:
    """Take one file away, and print how long it took and how much memory it added."""
    url, folder, what, name = sys.argv[1:]
    engine = make_engine(url)
    workshop = Workshop(engine, HOUSE, FileStore(Path(folder)), Keyring(Path(folder) / "keys"))
    with workshop.look(SYSTEM) as work, (Path(folder) / what).open("w+b") as out:
        work.session.connection()
        before, begin, spent = peak_mib(), perf_counter(), process_time()
        if what == "pack":
            question = Question(DAY, DAY, agreement=AgreementId(name), alone=True)
            if pack_made(work, question, out).broken:
                raise RuntimeError("The figures' own ledger is broken.")
        else:
            _report(work, name, Form(what), out)
        told = [perf_counter() - begin, process_time() - spent, peak_mib() - before]
    engine.dispose()
    print(json.dumps(told))


def _report(work: UnitOfWork, name: str, form: Form, out: IO[bytes]) -> None:
    for piece in KINDS[name].pieces(work.session, Question(DAY, DAY), form):
        out.write(piece)


if __name__ == "__main__":
    main()
