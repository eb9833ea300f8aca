"""Training done elsewhere counts from its own day, with a document and by somebody else."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.kernel.access import Role
from lms.kernel.errors import Forbidden, NotFound, Refused
from lms.kernel.ids import CourseId, WorkerId
from lms.kernel.work import Workshop
from lms.standing.records import Kind, Source
from tests.actions.office import (
    MANAGER,
    OFFICER,
    TODAY,
    elsewhere,
    open_office,
    standing,
    write_down,
)
from tests.actions.school import ANNUAL, School
from tests.builders import NOON, WORKER, an_actor


@pytest.fixture
def office(workshop: Workshop, tmp_path: Path) -> School:
    return open_office(workshop, tmp_path)


def test_it_counts_from_its_own_day_and_says_when_it_was_entered(office: School) -> None:
    kept = write_down(office.workshop, elsewhere(score_percent=88))

    [row] = office.completions()
    assert standing(office.workshop).valid_through == date(2026, 9, 10)
    assert row.id == kept
    assert (row.kind, row.source) == (Kind.EXTERNAL, Source.OFFICER)
    assert (row.completed_on, row.recorded_at) == (date(2025, 9, 10), NOON)
    assert (row.requirement, row.valid_through) == (ANNUAL.id, date(2026, 9, 10))
    assert (row.document, row.approved_by) == ("Certificate 17", "W-900")
    assert (row.course_version, row.score_percent, row.certificate) == (1, 88, "")
    assert row.entry_sha256


def test_its_hour_is_noon_wherever_the_worker_is(office: School) -> None:
    write_down(office.workshop, elsewhere())

    [row] = office.completions()
    assert row.completed_at.isoformat() == "2025-09-10T16:00:00+00:00"


def test_without_a_version_it_is_older_than_every_version(office: School) -> None:
    write_down(office.workshop, elsewhere(version=None))

    [row] = office.completions()
    assert (row.course_version, row.text_sha256, row.rules) == (None, "", "")
    assert row.course_title == "Answering callers"


def test_the_same_training_a_second_time_changes_nothing(office: School) -> None:
    first = write_down(office.workshop, elsewhere())
    before = office.counts()

    assert write_down(office.workshop, elsewhere()) == first

    assert office.counts() == before


def test_it_may_correct_what_was_withdrawn_and_nothing_else(office: School) -> None:
    wrong = write_down(office.workshop, elsewhere(document="Certificate 71"))
    with pytest.raises(Refused, match="that was withdrawn"):
        write_down(office.workshop, elsewhere(corrects=wrong))
    with pytest.raises(Refused, match="that was withdrawn"):
        write_down(office.workshop, elsewhere(corrects=UUID(int=404)))
    with office.workshop.work(OFFICER) as work:
        withdraw_fact(work, Correction(what=What.COMPLETION, fact=wrong, reason="misread"))

    right = write_down(office.workshop, elsewhere(corrects=wrong))

    assert {row.id: row.corrects for row in office.completions()} == {wrong: None, right: wrong}
    with pytest.raises(Refused, match="of the same worker"):
        write_down(office.workshop, elsewhere(worker=WorkerId("W-002"), corrects=wrong))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"completed_on": date(2026, 2, 1)}, "completed_on", "lies in the future"),
        ({"completed_on": date(2025, 3, 2)}, "completed_on", "before the hire on 2025-03-03"),
        ({"document": " "}, "document", "Name the document"),
        ({"score_percent": 101}, "score_percent", "from 0 to 100"),
        ({"course": CourseId("none"), "version": None}, "course", "one of the courses"),
        ({"version": 7}, "version", "Version 7 of “tiny” was never published"),
        ({"approved_by": WORKER.id}, "approved_by", "Nobody approves"),
        ({"approved_by": WorkerId("W-404")}, "approved_by", "There is no worker W-404"),
    ],
)
def test_what_is_wrong_is_told_of_its_field_and_nothing_is_kept(
    office: School, changes: dict[str, Any], field: str, words: str
) -> None:
    before = office.counts()

    with pytest.raises(Refused) as refused:
        write_down(office.workshop, elsewhere(**changes))

    assert [one.field for one in refused.value.faults if words in one] == [field]
    assert office.counts() == before


def test_the_day_of_hire_and_today_both_count(office: School) -> None:
    write_down(office.workshop, elsewhere(completed_on=date(2025, 3, 3)))
    write_down(office.workshop, elsewhere(completed_on=TODAY))

    assert [row.completed_on for row in office.completions()] == [date(2025, 3, 3), TODAY]


def test_nobody_records_their_own_training(office: School) -> None:
    with pytest.raises(Refused, match="Nobody records what concerns themselves"):
        write_down(
            office.workshop,
            elsewhere(approved_by=WorkerId("W-010")),
            an_actor(Role.OFFICER, worker=WORKER.id),
        )


def test_only_whoever_may_decide_records_it_and_of_nobody_who_is_not_there(
    office: School,
) -> None:
    with pytest.raises(Forbidden):
        write_down(office.workshop, elsewhere(), MANAGER)
    with pytest.raises(NotFound):
        write_down(office.workshop, elsewhere(worker=WorkerId("W-404")))
