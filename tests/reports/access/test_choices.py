"""What a question can be narrowed to, in words that people know."""

from dataclasses import replace

from lms.kernel.access import EVERYONE, SYSTEM, Reach, Scope
from lms.kernel.ids import RequirementId
from lms.kernel.work import Workshop
from lms.reports.access.choices import choices
from lms.requirements.model import Basis
from tests.reports.house import ANNUAL, MANAGER, settle, settled


def test_a_requirement_goes_by_the_title_of_its_course(workshop: Workshop) -> None:
    with settled(workshop).look(SYSTEM) as work:
        known = choices(work.session, EVERYONE)

    assert known.requirements == {ANNUAL.id: "42 CFR Part 2 basics"}
    assert known.teams == ("Claims", "Data desk", "Management", "Patient accounts")


def test_two_requirements_of_one_course_say_on_what_they_rest(workshop: Workshop) -> None:
    twice = replace(ANNUAL, id=RequirementId("again"), basis=Basis.CONTRACT, citation="Clause 7")
    with workshop.work(SYSTEM) as work:
        settle(work, requirements=(ANNUAL, twice))
        known = choices(work.session, EVERYONE)

    assert list(known.requirements.items()) == [
        ("again", "42 CFR Part 2 basics (contract: Clause 7)"),
        (ANNUAL.id, "42 CFR Part 2 basics (policy: Training policy 4.2)"),
    ]


def test_a_manager_chooses_among_the_teams_of_their_own_tree(workshop: Workshop) -> None:
    with settled(workshop).look(SYSTEM) as work:
        assert choices(work.session, Scope(Reach.REPORTS, MANAGER)).teams == (
            "Claims",
            "Patient accounts",
        )
