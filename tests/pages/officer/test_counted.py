"""No page asks the database once more for each row that it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask
from sqlalchemy import Engine, event

from lms.actions.restate_standing import restate_standing
from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.people.store import record_workers, worker_ids
from lms.requirements.store import record_requirements
from tests.builders import decided
from tests.pages.officer.desk import HOLLIS, PEOPLE, sign_in
from tests.reports.house import ANNUAL, TODAY, settled, somebody

PAGES = (
    PEOPLE,
    HOLLIS,
    f"{HOLLIS}/extend",
    f"{HOLLIS}/leave",
    "/training/requirements/",
    "/training/requirements/new",
    "/training/imports/",
)


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """Note what is asked."""
    asked: list[str] = []

    def note(*told: object) -> None:
        if str(told[2]).lstrip("(").startswith(("SELECT", "WITH")):
            asked.append(str(told[2]))

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_the_same_number_of_statements_serves_many_rows(alone: Flask, house: Workshop) -> None:
    officer = sign_in(alone, settled(house), Role.OFFICER)

    def statements() -> dict[str, int]:
        counts = {}
        for path in PAGES:
            officer.open(path)
            with counting(house.engine) as asked:
                assert officer.open(path).status_code == 200
            counts[path] = len(asked)
        return counts

    before = statements()
    with house.work(SYSTEM) as work:
        more = [somebody(number, f"Ada {number}", "Claims", 10) for number in range(100, 140)]
        record_workers(work.session, more, work.now, TODAY, "test")
        others = [decided(replace(ANNUAL, id=f"more-{number}")) for number in range(5)]  # type: ignore[arg-type]  # a name
        record_requirements(work.session, others, work.now, "test")
        restate_standing(work, list(worker_ids(work.session)))

    assert statements() == before
    assert max(before.values()) <= 45
