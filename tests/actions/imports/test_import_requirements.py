"""Requirements are brought in whole or not at all, and everybody's standing follows."""

from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import func, select

from lms.actions.imports.import_requirements import import_requirements
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden
from lms.kernel.sheets import Imported, Problem
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.incoming.weighing import AS_IT_IS, Wish
from lms.reports.overdue_page import overdue_page
from lms.requirements.model import Floor
from lms.requirements.store import requirement_versions, requirements_in_force
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


def bring_in(
    workshop: Workshop, content: str, wish: Wish = AS_IT_IS, *, dry_run: bool = False
) -> Imported:
    with (workshop.rehearsal if dry_run else workshop.work)(SYSTEM) as work:
        return import_requirements(work, BytesIO(content.encode()), wish)


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


def test_a_changed_requirement_is_a_new_version_and_whoever_is_late_stays_late(
    workshop: Workshop,
) -> None:
    settled(workshop)
    before = late(workshop)

    redated = FILE + 'initial_days = 365\nopen_cycles = "redate"\n'
    assert bring_in(workshop, redated) == Imported(updated=1)

    assert kept(workshop) == (2, 1)
    assert late(workshop) == before


@pytest.mark.parametrize(
    ("changed", "column", "said"),
    [
        ("initial_days = 365\n", "open_cycles", "Say what becomes of those that are open"),
        ("grace_days = 5\neffective_on = 2026-01-30\n", "effective_on", "from today, 2026-01-31"),
        ('align = "yes"\n', "align", "must be true or false"),
        ('fixed_dates = ["02-30"]\n', "fixed_dates", "a list of months and days"),
        ('rule_floor = { rule = "x" }\n', "rule_floor", "refresh_days = 60"),
        ("until_on = 2023-01-01\n", "until_on", "It ends before it begins"),
        ('open_cycles = "forget"\n', "open_cycles", "“keep” or “redate”"),
    ],
)
def test_a_change_that_cannot_be_meant_is_refused(
    workshop: Workshop, changed: str, column: str, said: str
) -> None:
    settled(workshop)

    told = bring_in(workshop, FILE + changed)

    assert [(one.row, one.column) for one in told.problems] == [(1, column)]
    assert said.replace("“", '"').replace("”", '"') in told.problems[0].message
    assert kept(workshop) == (1, 0)


def test_a_change_applies_from_its_own_day_and_takes_every_particular(workshop: Workshop) -> None:
    settled(workshop)
    later = (
        'effective_on = 2026-03-01\nopen_cycles = "keep"\nfixed_dates = ["10-31"]\nalign = true\n'
        "grace_days = 5\nuntil_on = 2030-01-01\n"
        'rule_floor = { rule = "2024-final-rule", from_on = 2026-02-16, refresh_days = 60 }\n'
    )

    assert bring_in(workshop, FILE + later) == Imported(updated=1)
    assert bring_in(workshop, FILE + later) == Imported(unchanged=1)

    with workshop.look(SYSTEM) as work:
        [(_, newest)] = requirement_versions(work.session).values()
    assert (newest.effective_on, newest.redates) == (date(2026, 3, 1), False)
    asked = newest.requirement
    assert (asked.fixed_dates, asked.align, asked.grace_days) == (("10-31",), True, 5)
    assert asked.rule_floor == Floor("2024-final-rule", date(2026, 2, 16), 60)
    assert asked.until_on == date(2030, 1, 1)


def test_an_audience_names_agreements_that_are_known(workshop: Workshop) -> None:
    settled(workshop)
    every = OTHER.replace('{ teams = ["Data desk"] }', '{ agreements = ["*"] }')

    told = bring_in(workshop, every.replace('"*"', '"A-9"'))

    assert [one.column for one in told.problems] == ["audience"]
    assert "There is no agreement A-9" in told.problems[0].message
    assert bring_in(workshop, every).created == 1


def test_a_full_roster_ends_a_requirement_that_the_file_leaves_out(workshop: Workshop) -> None:
    settled(workshop)

    assert bring_in(workshop, OTHER, Wish(full_roster=True)) == Imported(created=1, absent=1)
    assert bring_in(workshop, OTHER, Wish(full_roster=True)) == Imported(unchanged=1)

    with workshop.look(SYSTEM) as work:
        asked = requirements_in_force(work.session)
    assert {name: one.until_on for name, one in asked.items()} == {
        "part2-core-annual": TODAY,
        "data-desk": None,
    }


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
        import_requirements(work, BytesIO(FILE.encode()))
