"""Every version of a requirement is kept, and the newest is in force."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from lms.kernel.ids import RequirementId
from lms.requirements.model import Audience, Floor
from lms.requirements.store import (
    record_requirements,
    requirement_versions,
    requirements_in_force,
)
from lms.requirements.tables import RequirementRow
from tests.builders import NOON, decided
from tests.reports.house import ANNUAL


def test_the_newest_version_is_in_force_and_the_older_ones_stay(engine: Engine) -> None:
    narrowed = replace(ANNUAL, audience=Audience(teams=("Claims",)), window_days=30)
    with Session(engine) as session:
        record_requirements(session, [decided(ANNUAL)], NOON, "test")
        record_requirements(session, [decided(narrowed, effective_on=NOON.date())], NOON, "test")

        assert requirements_in_force(session) == {ANNUAL.id: narrowed}
        versions = requirement_versions(session)[ANNUAL.id]
        assert versions == (
            decided(ANNUAL),
            decided(narrowed, effective_on=NOON.date()),
        )
        assert session.scalar(select(func.count()).select_from(RequirementRow)) == 2


def test_every_term_of_a_requirement_comes_back_as_it_was_decided(engine: Engine) -> None:
    full = replace(
        ANNUAL,
        audience=Audience(roles=("biller",), teams=("Claims",), agreements=("*",)),
        fixed_dates=("10-31", "02-29"),
        align=True,
        rule_floor=Floor("2024-final-rule", date(2026, 2, 16), 60),
        grace_days=5,
        until_on=date(2027, 1, 1),
    )
    version = decided(full, redates=True, protected_until=date(2026, 3, 2))
    with Session(engine) as session:
        record_requirements(session, [version], NOON, "test")

        assert requirement_versions(session) == {full.id: (version,)}
        assert requirement_versions(session, NOON) == {}


def test_requirements_come_in_one_order(engine: Engine) -> None:
    names = ["b-1", "b1", "a-2", "a1"]
    with Session(engine) as session:
        named = [decided(replace(ANNUAL, id=RequirementId(name))) for name in names]
        record_requirements(session, named, NOON, "test")

        assert list(requirements_in_force(session)) == ["a-2", "a1", "b-1", "b1"]
