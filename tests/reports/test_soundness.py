"""The doctor finds what does not follow from the facts, and nothing where all does."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, text, update

from lms.evidence.facts import CoursePublished
from lms.evidence.store import record
from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM
from lms.kernel.ids import CourseId
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.soundness import Finding, soundness
from lms.standing.tables import StandingRow
from tests.builders import StillClock
from tests.reports.house import STAFF, settled
from tests.reports.ledger.history import MANY, lived


def findings(workshop: Workshop) -> dict[str, Finding]:
    with workshop.look(SYSTEM) as work:
        return {finding.name: finding for finding in soundness(work)}


def say_something(work: UnitOfWork) -> None:
    record(work, CoursePublished(CourseId("tiny"), 1, "ab", "cd", "material", work.now.date(), 60))


def test_where_all_is_sound_each_finding_says_so(workshop: Workshop, tmp_path: Path) -> None:
    lived(workshop, tmp_path)

    found = findings(workshop)

    assert list(found) == ["clock", "keys", "ledger", "facts", "standing"]
    assert all(finding.sound for finding in found.values()), found
    assert found["standing"].said.startswith(f"All {MANY - 1} derived rows")


def test_a_fact_that_no_entry_binds_is_named(workshop: Workshop) -> None:
    finding = findings(settled(workshop))["facts"]

    assert not finding.sound
    assert "lms_requirement part2-core-annual/1 was added beside the ledger" in finding.said
    assert finding.said.endswith("more.") is False


def test_it_is_sound_on_every_later_day_without_any_job(
    workshop: Workshop, clock: StillClock
) -> None:
    settled(workshop)
    for _ in range(5):
        clock.forward(days=97)
        assert findings(workshop)["standing"].sound


def test_a_derived_row_that_was_changed_is_named(workshop: Workshop) -> None:
    settled(workshop)
    with workshop.work(SYSTEM) as work:
        spoilt = update(StandingRow).where(StandingRow.worker_id == "W-002")
        work.session.execute(spoilt.values(act_by=None))

    finding = findings(workshop)["standing"]

    assert not finding.sound
    assert "W-002 for part2-core-annual" in finding.said
    assert "part2-lms rebuild" in finding.said


def test_a_derived_row_that_is_missing_is_named(workshop: Workshop) -> None:
    settled(workshop)
    with workshop.work(SYSTEM) as work:
        work.session.execute(text("DELETE FROM lms_standing"))

    finding = findings(workshop)["standing"]

    assert not finding.sound
    assert finding.said.count(" for part2-core-annual") == len(STAFF)


def test_a_clock_that_went_back_is_told(workshop: Workshop, clock: StillClock) -> None:
    with settled(workshop).work(SYSTEM) as work:
        say_something(work)
    clock.forward(days=-1)

    assert not findings(workshop)["clock"].sound


def test_an_entry_that_fits_no_seal_is_named(workshop: Workshop) -> None:
    with settled(workshop).work(SYSTEM) as work:
        say_something(work)
        forged = {
            "number": 2,
            "what": "AccountMade",
            "statement": "{}",
            "previous": "0" * 64,
            "seal": "0" * 64,
            "recorded_at": work.now + timedelta(minutes=1),
        }
        work.session.execute(insert(EntryRow), [forged])

    finding = findings(workshop)["ledger"]

    assert not finding.sound
    assert finding.said == "Entry 2 of the ledger is not what was sealed."
