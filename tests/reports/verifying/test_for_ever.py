"""A certificate that was issued verifies for ever, whatever happened to all around it."""

from datetime import date
from pathlib import Path

from lms.actions.rotate_keys import rotate_keys
from lms.certificates.store import certificate_of, certificates_held
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.people.store import record_workers
from lms.reports.verifying.files import verified
from lms.reports.verifying.state import State, state_of_file
from tests.actions.certificates.deciding import correct, passed
from tests.actions.office import TOVA, open_office
from tests.actions.school import take_on
from tests.builders import NOON, WORKER, StillClock, a_worker
from tests.courses.versions import a_version

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
