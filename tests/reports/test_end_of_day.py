"""A report as of a day means the end of that day for each worker, in their own time zone."""

from datetime import UTC, date, datetime

from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.forms.about import facts_of
from lms.reports.standing import standing
from lms.reports.taking import KINDS
from lms.standing.civil import civil_day
from lms.standing.records import CompletionRecord
from tests.builders import a_worker
from tests.reports.house import done, settle

ZONES = {WorkerId("W-001"): "Pacific/Honolulu", WorkerId("W-002"): "America/New_York"}
AT = datetime(2025, 3, 6, 9, 30, tzinfo=UTC)
"""Half past eleven at night of the 5th in Honolulu, half past four of the 6th in New York."""
LAST_DAY = date(2025, 3, 5)
NEXT_DAY = date(2025, 3, 6)
TODAY = date(2026, 1, 31)


def renewed(worker: WorkerId, number: int) -> CompletionRecord:
    """Return the renewal that both did at one instant, on the day it was where they live."""
    day, zone = civil_day(AT, ZONES[worker]), ZONES[worker]
    return done(int(worker[2:]), day, number, completed_at=AT, time_zone=zone)


def valid_through(workshop: Workshop, day: date) -> dict[str, date]:
    """Return until when each was covered, as of a day that is over."""
    with workshop.look(SYSTEM) as work:
        answer = standing(work.session, Question(day, TODAY))
        rows = [dict(zip(answer.names, row, strict=True)) for row in answer.rows]
    return {row["worker_id"]: row["valid_through"] for row in rows}


def test_one_instant_is_in_time_in_honolulu_and_a_day_late_in_new_york(workshop: Workshop) -> None:
    staff = [
        a_worker(id=worker, time_zone=zone, hired_on=date(2024, 1, 10))
        for worker, zone in ZONES.items()
    ]
    before = [done(number, date(2024, 3, 5), number) for number in (1, 2)]
    after = [renewed(worker, 10 + place) for place, worker in enumerate(ZONES)]
    with workshop.work(SYSTEM) as work:
        settle(work, staff, completions=[*before, *after])

    assert valid_through(workshop, LAST_DAY) == {"W-001": date(2026, 3, 5), "W-002": LAST_DAY}
    assert valid_through(workshop, NEXT_DAY)["W-002"] == date(2026, 3, 6)


def test_a_reports_header_says_whose_day_it_means(workshop: Workshop) -> None:
    kind, question = KINDS["standing"], Question(LAST_DAY, TODAY)
    with workshop.work(SYSTEM) as work:
        settle(work)
        facts = {
            fact.label: fact.words for fact in facts_of(work.session, kind.named, question, "")
        }
    assert facts["As of"] == "5 Mar 2025, for each worker in their own time zone"
    assert "in each worker's own time zone" in kind.dictionary
