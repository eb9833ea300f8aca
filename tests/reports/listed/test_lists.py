"""Each list of derived rows is found by an index, so that it costs the same in any house.

SQLite says how it will look; PostgreSQL would say so of a full table only.
"""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.kernel.access import Reach, Scope
from lms.kernel.ids import WorkerId
from lms.reports.asking import Question
from lms.reports.overdue_page import Place, overdue_page
from tests.reports.house import TODAY
from tests.servers.databases import Databases, opened

FOUND_BY = {"act_by", "ending", "leave", "refresh"}


def ways_to(question: Question, after: Place | None, databases: Databases, folder: Path) -> str:
    """Return how the database looks for what the page of a question shows."""
    asked: list[tuple[str, Any]] = []
    with opened(databases.migrated(folder)) as engine, Session(engine) as session:
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
        overdue_page(session, question, after)
        ours = [(text, values) for text, values in asked if "lms_standing" in text]
        plans = [
            session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)
            for text, values in ours
        ]
        return "\n".join(str(step[3]) for plan in plans for step in plan)


@pytest.mark.parametrize("after", [None, Place(TODAY, "W-001", "core")])
def test_nobody_who_left_and_nobody_in_time_is_looked_at(
    after: Place | None, sqlite: Databases, tmp_path: Path
) -> None:
    told = ways_to(Question(TODAY, TODAY), after, sqlite, tmp_path)
    whole = "SCAN lms_standing"
    assert told.count(whole) == told.count(f"{whole} USING INDEX ix_lms_standing_leave") == 1
    assert all(f"ix_lms_standing_{name}" in told for name in FOUND_BY)


def test_a_managers_people_are_found_by_who_they_are(sqlite: Databases, tmp_path: Path) -> None:
    scope = Scope(Reach.REPORTS, WorkerId("W-001"))
    told = ways_to(Question(TODAY, TODAY, scope), None, sqlite, tmp_path)
    assert "SEARCH lms_standing" in told
    assert "SCAN lms_standing" not in told


def test_a_team_alone_is_found_by_its_name(sqlite: Databases, tmp_path: Path) -> None:
    told = ways_to(Question(TODAY, TODAY, team="Claims"), None, sqlite, tmp_path)
    assert "ix_lms_standing_team (team=? AND act_by<?)" in told
