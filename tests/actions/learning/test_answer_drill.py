"""What a worker decided in a drill is kept as it was, with the text that they read."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from lms.actions.learning.answer_drill import LONGEST_REASON, answer_drill
from lms.drills.model import Drill, Run
from lms.drills.tables import DrillRunRow, DrillTextRow
from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM
from lms.kernel.canonical import digest
from lms.kernel.errors import NotFound, Refused
from lms.kernel.work import Workshop
from lms.people.store import record_workers
from lms.reports.drills.done import drills_counted, drills_done
from lms.reports.drills.mine import my_drill
from tests.builders import NOON, WORKER, a_worker, an_actor
from tests.drills.stories import a_drill

OTHER = an_actor(worker="W-002", account="account-of-another")


@pytest.fixture
def drill(workshop: Workshop, tmp_path: Path) -> Drill:
    """The small drill, and two workers who may answer it."""
    with workshop.work(SYSTEM) as work:
        record_workers(work.session, [WORKER, a_worker(id="W-002")], NOON, WORKER.hired_on, "test")
    return a_drill(tmp_path)


def answered(
    workshop: Workshop,
    drill: Drill,
    way: tuple[int, ...] = (1, 0),
    reasons: dict[int, str] | None = None,
) -> Run:
    """Let the first worker answer it."""
    with workshop.work(an_actor()) as work:
        return answer_drill(work, drill, way, reasons or {})


def test_choices_and_reasons_come_back_with_the_text_as_it_was_read(
    workshop: Workshop, drill: Drill
) -> None:
    run = answered(workshop, drill, (1, 1), {0: "  She\nknows. "})

    with workshop.look(an_actor()) as work:
        text, kept = my_drill(work.session, WORKER.id, run.id)

    assert text == drill
    assert kept == run
    assert [(one.choice.right, one.reason) for one in kept.taken] == [
        (True, "She knows."),
        (False, ""),
    ]
    assert kept.ending == "opened"


def test_the_ledger_binds_text_way_and_reasons(workshop: Workshop, drill: Drill) -> None:
    answered(workshop, drill, (0,), {0: "In haste."})

    with workshop.look(an_actor()) as work:
        what, statement = work.session.execute(select(EntryRow.what, EntryRow.statement)).one()

    assert what == "DrillAnswered"
    assert drill.text_sha256 in statement
    assert '"way":[0]' in statement
    assert digest(["In haste."]) in statement
    assert "In haste" not in statement


def test_a_drill_may_be_repeated_and_its_text_is_kept_once(
    workshop: Workshop, drill: Drill
) -> None:
    answered(workshop, drill)
    answered(workshop, drill, (0,))
    answered(workshop, replace(drill, text_sha256=digest("changed")), (0,))

    with workshop.look(an_actor()) as work:
        counts = [
            work.session.scalar(select(func.count()).select_from(table))
            for table in (DrillRunRow, DrillTextRow)
        ]
        done = drills_done(work.session, WORKER.id)

    assert counts == [3, 2]
    assert [(one.right, one.choices) for one in done] == [(0, 1), (0, 1), (2, 2)]


def test_officers_count_runs_and_workers_and_see_no_name(workshop: Workshop, drill: Drill) -> None:
    answered(workshop, drill)
    answered(workshop, drill, (0,))
    with workshop.work(OTHER) as work:
        answer_drill(work, drill, (1, 0), {})

    with workshop.look(an_actor()) as work:
        (count,) = drills_counted(work.session).values()
        others = drills_done(work.session, OTHER.learner)

    assert count == ("the-bell", 3, 2, 4, 5)
    assert len(others) == 1


@pytest.mark.parametrize(
    ("way", "reasons", "told"),
    [
        ((1,), {}, "Go on to the end"),
        ((), {}, "Go on to the end"),
        ((7,), {}, "This drill has changed"),
        ((0,), {0: "x" * (LONGEST_REASON + 1)}, "300 characters"),
    ],
)
def test_what_leads_to_no_end_or_tells_too_much_is_refused(
    workshop: Workshop, drill: Drill, way: tuple[int, ...], reasons: dict[int, str], told: str
) -> None:
    with pytest.raises(Refused, match=told):
        answered(workshop, drill, way, reasons)


def test_nobody_sees_the_run_of_another(workshop: Workshop, drill: Drill) -> None:
    run = answered(workshop, drill)
    with workshop.look(OTHER) as work, pytest.raises(NotFound):
        my_drill(work.session, OTHER.learner, run.id)
