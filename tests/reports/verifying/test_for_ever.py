"""A certificate that was issued verifies for ever, whatever happened to all around it."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.engine import make_url

from lms.actions.rotate_keys import rotate_keys
from lms.certificates.store import certificate_of, certificates_held
from lms.kernel.access import SYSTEM
from lms.kernel.database import sqlite_driver
from lms.kernel.files import FileStore
from lms.kernel.work import Workshop
from lms.people.store import record_workers
from lms.reports.upkeep.soundness import soundness
from lms.reports.verifying.files import verified
from lms.reports.verifying.state import State, state_of_file
from tests.actions.certificates.deciding import correct, passed
from tests.actions.office import TOVA, open_office
from tests.actions.school import take_on
from tests.builders import NOON, WORKER, StillClock, a_worker
from tests.courses.versions import a_version
from tests.servers.databases import Databases, opened
from tests.servers.postgres import Server

YEARS = 4


def test_every_certificate_ever_issued_is_genuine_and_tells_its_state(
    workshop: Workshop, tmp_path: Path, clock: StillClock
) -> None:
    school = open_office(workshop, tmp_path)
    first = passed(school)
    new = correct(school, first, approved_by=None)
    for year in range(1, YEARS):
        clock.forward(days=350)
        with workshop.work(SYSTEM) as work:
            rotate_keys(work)
            take_on(work, a_worker(name=f"Tova Changed {year}", manager=TOVA.manager))
        passed(school)
    clock.forward(days=1)
    school.publish(a_version(tmp_path, 2, clock().date()))
    left = a_worker(ended_on=clock().date())
    with workshop.work(SYSTEM) as work:
        record_workers(work.session, [left], work.now, work.now.date(), "test")
    clock.forward(days=4000)

    keys = {one.public.id: one for one in workshop.keys.known()}
    with workshop.look(SYSTEM) as work:
        held = certificates_held(work.session, WORKER.id)
        states = {}
        for issued in held:
            content = work.files.read(issued.sha256)
            assert verified(content, keys, date(2060, 1, 1)).genuine
            told = state_of_file(work.session, content, work.now.date())
            assert told is not None
            states[issued.number] = told.state
        assert certificate_of(work.session, first).holder == WORKER.name
    assert len(keys) == YEARS
    assert len({issued.key_id for issued in held}) == YEARS
    assert (states.pop(first), states.pop(new)) == (State.CORRECTED, State.SUPERSEDED)
    assert sorted(states.values()) == [State.LAPSED, State.SUPERSEDED, State.SUPERSEDED]
    assert held[-1].issued_at == NOON


def copied(url: str, databases: Databases, server: Server, folder: Path) -> str:
    """Copy a database as its administrators do, and return where it was restored."""
    if url.startswith("sqlite:///"):
        elsewhere = databases.empty(folder)
        to = sqlite_driver().connect(elsewhere.removeprefix("sqlite:///"))
        from_ = sqlite_driver().connect(url.removeprefix("sqlite:///"))
        from_.backup(to)
        from_.close()
        to.close()
        return elsewhere
    where = ("-h", "127.0.0.1", "-p", str(server.port), "-U", "postgres")
    dump = str(folder / "dump")
    _run(server, "pg_dump", *where, "-Fc", "-f", dump, make_url(url).database or "")
    elsewhere = databases.empty(folder)  # the other one goes
    _run(server, "pg_restore", *where, "-d", make_url(elsewhere).database or "", dump)
    return elsewhere


def _run(server: Server, program: str, *words: str) -> None:
    command = [str(server.programs / program), *words]
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_what_was_restored_elsewhere_tells_the_same_of_every_certificate(
    workshop: Workshop,
    database_url: str,
    databases: Databases,
    server: Server,
    tmp_path: Path,
) -> None:
    school = open_office(workshop, tmp_path)
    first = passed(school)
    new = correct(school, first, approved_by=None)
    with workshop.work(SYSTEM) as work:
        rotate_keys(work)
    with workshop.look(SYSTEM) as work:
        before = list(soundness(work))
    url = copied(database_url, databases, server, tmp_path)
    shutil.copytree(tmp_path / "files", tmp_path / "elsewhere" / "files")
    shutil.copytree(workshop.keys.folder, tmp_path / "elsewhere" / "keys")
    keys = replace(workshop.keys, folder=tmp_path / "elsewhere" / "keys")
    files = FileStore(tmp_path / "elsewhere" / "files")

    with opened(url) as engine:
        restored = replace(workshop, engine=engine, files=files, keys=keys)
        with restored.look(SYSTEM) as work:
            assert list(soundness(work)) == before
            known = {one.public.id: one for one in work.keys.known()}
            told = {}
            for number in (first, new):
                content = work.files.read(certificate_of(work.session, number).sha256)
                assert verified(content, known, NOON.date()).genuine
                found = state_of_file(work.session, content, work.now.date())
                assert found is not None
                told[number] = found.state
    assert told == {first: State.CORRECTED, new: State.VALID}
