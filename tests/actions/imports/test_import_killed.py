"""A program that is ended in the middle of an import has written nothing at all."""

import subprocess
import sys
from io import BytesIO
from signal import SIGKILL

from lms.actions.imports.import_workers import import_workers
from lms.kernel.access import SYSTEM
from lms.kernel.sheets import Imported
from lms.kernel.work import Workshop
from lms.people.tables import WorkerRecordRow
from tests.actions.imports.bringing_in import STAFF
from tests.actions.imports.incoming import kept
from tests.architecture.tree import ROOT


def test_a_program_that_is_killed_before_the_end_has_brought_nothing_in(
    workshop: Workshop, database_url: str
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.actions.imports.bringing_in", database_url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == "written\n"
        program.kill()
    assert program.returncode == -SIGKILL

    assert kept(workshop, WorkerRecordRow) == (0, [])
    with workshop.work(SYSTEM) as work:
        assert import_workers(work, BytesIO(STAFF)) == Imported(created=2)
