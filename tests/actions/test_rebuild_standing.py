"""What is derived can be made again for everybody, and changes no fact."""

import pytest
from sqlalchemy import update

from lms.actions.rebuild_standing import rebuild_standing
from lms.evidence.store import entries_count
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.standing import standing
from lms.standing.tables import StandingRow
from tests.builders import an_actor
from tests.reports.house import STAFF, TODAY, settled


def rows(workshop: Workshop) -> list[tuple[object, ...]]:
    with workshop.look(SYSTEM) as work:
        return [tuple(row) for row in standing(work.session, Question(TODAY, TODAY)).rows]


def test_rows_that_were_spoilt_are_made_again(workshop: Workshop) -> None:
    sound = rows(settled(workshop))
    with workshop.work(SYSTEM) as work:
        work.session.execute(update(StandingRow).values(act_by=None, why="spoilt"))
        entries = entries_count(work.session)
    assert rows(workshop) != sound

    heard: list[int] = []
    with workshop.work(SYSTEM) as work:
        assert rebuild_standing(work, heard.append) == len(STAFF)
        assert entries_count(work.session) == entries

    assert rows(workshop) == sound
    assert heard == [len(STAFF)]


def test_only_whoever_brings_in_records_may_do_it(workshop: Workshop) -> None:
    settled(workshop)
    with (
        pytest.raises(Forbidden, match="compliance officer"),
        workshop.work(an_actor(Role.AUDITOR)) as work,
    ):
        rebuild_standing(work)
