"""Requirements are brought in whole or not at all, and everybody's standing follows."""

import pytest
from sqlalchemy import func, select

from lms.actions.import_requirements import import_requirements
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden
from lms.kernel.sheets import Imported, Problem
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.overdue_page import overdue_page
from lms.requirements.tables import RequirementRow
from tests.builders import an_actor
from tests.reports.house import TODAY, publish, settled

FILE = """
[[requirement]]
id = "part2-core-annual"
course = "part2-core"
audience = { everyone = true }
basis = "policy"
citation = "Training policy 4.2"
from_on = 2024-01-01
cadence_months = 12
"""
OTHER = FILE.replace("part2-core-annual", "data-desk").replace(
    "{ everyone = true }", '{ teams = ["Data desk"] }'
)


def bring_in(workshop: Workshop, content: str, *, dry_run: bool = False) -> Imported:
    with workshop.work(SYSTEM) as work:
        return import_requirements(work, content.encode(), dry_run=dry_run)


def kept(workshop: Workshop) -> tuple[int, int]:
    """How many versions of requirements and entries of the ledger there are."""
    with workshop.look(SYSTEM) as work:
        rows = work.session.scalar(select(func.count()).select_from(RequirementRow)) or 0
        return rows, len(list(entries(work.session)))


def late(workshop: Workshop) -> int:
    with workshop.look(SYSTEM) as work:
        return overdue_page(work.session, Question(TODAY, TODAY), None).rows


def test_the_same_file_twice_changes_nothing(workshop: Workshop) -> None:
    settled(workshop)
    assert bring_in(workshop, OTHER) == Imported(created=1, absent=1)
    before = kept(workshop)

    assert bring_in(workshop, OTHER) == Imported(unchanged=1, absent=1)

    assert kept(workshop) == before == (2, 1)


def test_what_is_required_anew_is_owed_at_once(workshop: Workshop) -> None:
    settled(workshop)
    before = late(workshop)

    bring_in(workshop, OTHER)

    assert late(workshop) == before + 1


def test_a_changed_requirement_is_a_new_version(workshop: Workshop) -> None:
    settled(workshop)

    assert bring_in(workshop, FILE + "initial_days = 365\n") == Imported(updated=1)

    assert kept(workshop) == (2, 1)
    assert late(workshop) == 3


def test_a_requirement_left_out_of_the_file_stays(workshop: Workshop) -> None:
    settled(workshop)
    before = late(workshop)

    assert bring_in(workshop, OTHER).absent == 1

    assert late(workshop) > before


def test_a_dry_run_says_the_same_and_writes_nothing(workshop: Workshop) -> None:
    settled(workshop)
    before = kept(workshop)

    assert bring_in(workshop, FILE + OTHER, dry_run=True) == Imported(created=1, unchanged=1)

    assert kept(workshop) == before


def test_a_course_that_nobody_published_cannot_be_required(workshop: Workshop) -> None:
    told = bring_in(workshop, OTHER)

    assert told == Imported(
        problems=(
            Problem(1, "course", "No version of “part2-core” is published. Publish it first."),
        )
    )
    with workshop.work(SYSTEM) as work:
        publish(work, "part2-core", "Basics")  # type: ignore[arg-type]  # a course's name
    assert bring_in(workshop, OTHER).created == 1


def test_a_file_with_a_problem_is_refused_whole(workshop: Workshop) -> None:
    settled(workshop)

    told = bring_in(workshop, OTHER + FILE.replace("policy", "habit", 1))

    assert [(one.row, one.column) for one in told.problems] == [(2, "basis")]
    assert kept(workshop) == (1, 0)


def test_only_whoever_may_bring_in_requirements_does(workshop: Workshop) -> None:
    with pytest.raises(Forbidden), workshop.work(an_actor(Role.AUDITOR)) as work:
        import_requirements(work, FILE.encode())
