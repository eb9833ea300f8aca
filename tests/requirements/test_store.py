"""Every version of a requirement is kept, and the newest is in force."""

from dataclasses import replace

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from lms.kernel.ids import RequirementId
from lms.requirements.model import Audience
from lms.requirements.store import record_requirements, requirements_in_force
from lms.requirements.tables import RequirementRow
from tests.builders import NOON
from tests.reports.house import ANNUAL


def test_the_newest_version_is_in_force_and_the_older_ones_stay(engine: Engine) -> None:
    narrowed = replace(ANNUAL, audience=Audience(teams=("Claims",)), window_days=30)
    with Session(engine) as session:
        record_requirements(session, [ANNUAL], NOON, "test")
        record_requirements(session, [narrowed], NOON, "test")

        assert requirements_in_force(session) == {ANNUAL.id: narrowed}
        assert session.scalar(select(func.count()).select_from(RequirementRow)) == 2


def test_requirements_come_in_one_order(engine: Engine) -> None:
    names = ["b-1", "b1", "a-2", "a1"]
    with Session(engine) as session:
        record_requirements(
            session, [replace(ANNUAL, id=RequirementId(name)) for name in names], NOON, "test"
        )

        assert list(requirements_in_force(session)) == ["a-2", "a1", "b-1", "b1"]
