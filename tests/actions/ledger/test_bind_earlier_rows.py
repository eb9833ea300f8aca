"""What was recorded before entries bound rows is bound as it stood at the upgrade."""

from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.actions.ledger.bind_earlier_rows import bind_earlier_rows
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Forbidden
from lms.kernel.work import Workshop
from lms.people.store import record_workers
from lms.people.tables import WorkerRecordRow
from lms.reports.ledger.breaks import breaks
from lms.reports.ledger.naming import Break, Wrong
from lms.standing.tables import CompletionRow
from tests.actions.school import TAKER
from tests.builders import a_worker
from tests.evidence.told import said
from tests.reports.house import COMPLETIONS, settled
from tests.reports.ledger.tampering import unguarded


@pytest.fixture
def upgraded(workshop: Workshop) -> Workshop:
    """The known house, whose rows name no entry, or one that binds nothing, bound at last."""
    with settled(workshop).work(SYSTEM) as work:
        for number in range(len(COMPLETIONS)):
            record(work, said(number))
        assert {one.wrong for one in breaks(work.session)} == {Wrong.ADDED}
        bind_earlier_rows(work)
    return workshop


def found(session: Session) -> list[Break]:
    return [*breaks(session)]


def test_they_are_sound_from_then_on(upgraded: Workshop) -> None:
    with upgraded.look(SYSTEM) as work:
        assert found(work.session) == []


def test_one_that_is_changed_later_is_named(upgraded: Workshop) -> None:
    with unguarded(upgraded.engine) as session:
        first = session.scalars(select(CompletionRow.id).order_by(CompletionRow.id)).first()
        mine = update(CompletionRow).where(CompletionRow.id == first)
        session.execute(mine.values(completed_on=date(2020, 1, 1)))

        assert found(session) == [Break(Wrong.ALTERED, "lms_completion", str(first), 5)]


def test_one_that_is_added_later_without_an_entry_is_named(upgraded: Workshop) -> None:
    with upgraded.work(SYSTEM) as work:
        more = [a_worker(id="W-777")]
        record_workers(work.session, more, work.now, work.now.date(), "nobody")
        number = work.session.scalars(select(WorkerRecordRow.number)).all()[-1]

        assert found(work.session) == [
            Break(Wrong.ADDED, "lms_worker_record", str(number), 5),
        ]


def test_only_an_upgrade_does_it(workshop: Workshop) -> None:
    with workshop.work(TAKER) as work, pytest.raises(Forbidden):
        bind_earlier_rows(work)
