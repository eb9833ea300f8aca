"""One file brought in by a process of its own: how long it takes, and the most memory."""

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Final

from bench.imports import HOUSE
from bench.measuring import peak_mib
from lms.actions.imports.import_completions import import_completions
from lms.actions.imports.import_workers import import_workers
from lms.kernel.access import SYSTEM
from lms.kernel.database import make_engine
from lms.kernel.files import FileStore
from lms.kernel.keyring import Keyring
from lms.kernel.work import Workshop

KINDS: Final = {"workers": import_workers, "completions": import_completions}


def main() -> None:
    """Bring one file in, and print how long it took and how much memory."""
    url, kind, path = sys.argv[1:]
    engine = make_engine(url)
    workshop = Workshop(engine, HOUSE, FileStore(Path()), Keyring(Path()))
    begin = perf_counter()
    with Path(path).open("rb") as file, workshop.work(SYSTEM) as work:
        told = KINDS[kind](work, file)
    seconds = perf_counter() - begin
    engine.dispose()
    if told.problems:
        raise RuntimeError(f"The figures' own file is wrong: {told.problems[0]}")
    print(json.dumps([seconds, peak_mib()]))


if __name__ == "__main__":
    main()
