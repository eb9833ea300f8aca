"""Those who answer at the same time wait for each other, and what each keeps is bound."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.reports.ledger.breaks import breaks
from lms.reports.ledger.naming import Wrong
from tests.actions.school import open_school
from tests.builders import a_worker, an_actor

WORKERS: Final = [a_worker(id=WorkerId(f"W-{at:03}")) for at in range(1, 7)]


def test_six_who_hand_in_at_once_break_nothing(workshop: Workshop, tmp_path: Path) -> None:
    school = open_school(workshop, tmp_path, WORKERS)
    actors = [an_actor(worker=one.id, account=f"account-{one.id}") for one in WORKERS]
    begun = [(school.begin(actor), actor) for actor in actors]

    with ThreadPoolExecutor(len(begun)) as hands:
        done = list(hands.map(lambda one: school.hand_in(one[0], actor=one[1]), begun))

    assert all(one.certificate for one in done)
    assert school.counts()["answers"] == 4 * len(WORKERS)
    with workshop.look(SYSTEM) as work:
        # How the school was opened is known to no entry; all else is.
        found = [one for one in breaks(work.session) if one.wrong is not Wrong.ADDED]
    assert found == []
