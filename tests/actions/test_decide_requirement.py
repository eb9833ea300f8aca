"""What is required is decided one at a time, and everybody's dates follow, or nothing is kept."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from lms.actions.carry_out import Scene, carry_out
from lms.actions.decide_requirement import decide_requirement
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Conflict, Forbidden, Refused
from lms.kernel.ids import CourseId, RequirementId
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.overdue_page import overdue_page
from lms.requirements.model import Audience, Version
from lms.requirements.reader import Told
from lms.requirements.store import requirement_versions
from lms.requirements.tables import RequirementRow
from tests.builders import an_actor
from tests.reports.house import ANNUAL, TODAY, settled

OFFICER = an_actor(Role.OFFICER)
DESK = replace(
    ANNUAL, id=RequirementId("data-desk"), audience=Audience(teams=("Data desk",)), from_on=TODAY
)


@pytest.fixture
def house(workshop: Workshop) -> Workshop:
    return settled(workshop)


def decide(house: Workshop, told: Told) -> Version | None:
    with house.work(OFFICER) as work:
        return decide_requirement(work, told)


def kept(house: Workshop) -> tuple[int, list[str]]:
    with house.look(SYSTEM) as work:
        rows = work.session.scalar(select(func.count()).select_from(RequirementRow)) or 0
        return rows, [one.what for one in entries(work.session)]


def test_what_is_required_anew_is_asked_at_once(house: Workshop) -> None:
    version = decide(house, Told(DESK))

    assert version == Version(DESK, TODAY)
    assert kept(house) == (2, ["RequirementDecided"])
    with house.look(SYSTEM) as work:
        coming = overdue_page(work.session, Question(date(2026, 3, 3), TODAY), None).lines
    assert [one.worker_id for one in coming if one.requirement == "data-desk"] == ["W-020"]


def test_the_same_a_second_time_changes_nothing(house: Workshop) -> None:
    decide(house, Told(DESK))
    before = kept(house)

    assert decide(house, Told(DESK)) is None

    assert kept(house) == before


def test_a_change_of_dates_says_what_becomes_of_open_cycles(house: Workshop) -> None:
    half = replace(ANNUAL, cadence_months=6)
    with pytest.raises(Refused) as refused:
        decide(house, Told(half))
    assert [one.field for one in refused.value.faults] == ["open_cycles"]

    kept_on = decide(house, Told(half, redates=False))
    assert kept_on == Version(half, TODAY)
    dated = decide(house, Told(replace(half, cadence_months=5), redates=True))
    assert dated is not None
    assert (dated.redates, dated.protected_until) == (True, date(2026, 3, 2))
    with house.look(SYSTEM) as work:
        assert len(requirement_versions(work.session)[ANNUAL.id]) == 3


def test_it_ends_and_asks_nothing_from_then_on(house: Workshop) -> None:
    decide(house, Told(replace(ANNUAL, until_on=TODAY)))

    with house.look(SYSTEM) as work:
        assert overdue_page(work.session, Question(TODAY, TODAY), None).lines == ()


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        (Told(replace(DESK, course=CourseId("none"))), "course", "Publish it first"),
        (Told(replace(ANNUAL, course=CourseId("none"))), "course", "a new id"),
        (Told(replace(DESK, window_days=90, cadence_months=1)), "", "window"),
        (
            Told(replace(ANNUAL, citation="5.1"), effective_on=date(2026, 1, 30)),
            "effective_on",
            "from today",
        ),
    ],
)
def test_what_cannot_be_required_is_refused_and_nothing_is_kept(
    house: Workshop, told: Told, field: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        decide(house, told)

    assert any(one.field == field and words in one for one in refused.value.faults)
    assert kept(house) == (1, [])


def test_exactly_what_was_shown_is_done_or_nothing(house: Workshop) -> None:
    def change(told: Told) -> Any:  # noqa: ANN401 - whatever the action returns
        return lambda work: decide_requirement(work, told)

    later = replace(DESK, initial_days=0)
    with house.rehearsal(OFFICER) as work:
        _, effect = carry_out(work, change(Told(later)), Scene(TODAY))
    assert kept(house) == (1, [])
    assert [one.worker_id for one in effect.changes] == ["W-020"]
    assert effect.late == ()
    with pytest.raises(Conflict), house.work(OFFICER) as work:
        carry_out(work, change(Told(DESK)), Scene(TODAY, None, effect.digest))
    assert kept(house) == (1, [])

    with house.work(OFFICER) as work:
        carry_out(work, change(Told(later)), Scene(TODAY, None, effect.digest))
    assert kept(house) == (2, ["RequirementDecided"])


def test_who_becomes_late_is_named(house: Workshop) -> None:
    since = replace(DESK, from_on=date(2025, 1, 1))
    with house.rehearsal(OFFICER) as work:
        _, effect = carry_out(
            work, lambda inside: decide_requirement(inside, Told(since)), Scene(TODAY)
        )

    assert [one.name for one in effect.late] == ["=Cosmo Reed"]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AUDITOR, Role.ADMIN])
def test_only_officers_require(house: Workshop, role: Role) -> None:
    with pytest.raises(Forbidden), house.work(an_actor(role)) as work:
        decide_requirement(work, Told(DESK))
