"""The database is gone, in the middle of a hand-in or before: it is told, and it heals."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from tests.guest.counting import half_kept, kept_in
from tests.guest.desk import Desk
from tests.guest.staff import sit_down
from tests.guest.statements import Statements
from tests.guest.trouble import database_gone, end_connections
from tests.pages.classroom import answers
from tests.servers.databases import Cluster, Databases


def test_a_database_that_goes_away_in_the_middle_of_a_hand_in_is_told_and_comes_back(
    desk: Desk, databases: Databases
) -> None:
    attempt = sit_down(desk.workshop)
    tova = desk.visitor("tova")
    tova.open(f"/training/attempts/{attempt}")
    paper, before = tova.text, kept_in(desk.workshop)
    address, hidden = tova.form("Hand in and state this")
    form = {**hidden, **answers(paper)}

    with Statements(desk.workshop.engine, cut_off(databases, desk.workshop.engine)) as cut:
        refused = tova.client.post(address, data=form)
    desk.workshop.engine.dispose()

    assert refused.status_code == 503
    assert "what was saved before is safe" in refused.text
    assert refused.headers["Cache-Control"] == "no-store"
    assert cut.said > 1
    assert set(half_kept(before, kept_in(desk.workshop))) == {"lms_answer", "lms_ledger"}
    assert tova.client.post(address, data=form).status_code == 303
    assert half_kept(before, kept_in(desk.workshop))["lms_certificate"] == 1


def cut_off(databases: Databases, engine: Engine) -> Callable[[int, str, Any], None]:
    """Cut the connection where the certificate is written: everything else stands by then."""

    def step_in(_said: int, statement: str, connection: Connection) -> None:
        if not statement.startswith("INSERT INTO lms_certificate"):
            return
        if isinstance(databases, Cluster):
            end_connections(databases, engine)
        else:
            driver: Any = connection.connection.dbapi_connection
            driver.execute("PRAGMA query_only=ON")

    return step_in


@pytest.mark.parametrize(
    "path", ["/training/", "/training/courses/callers", "/training/verify/P2L-0000-0000-0000-0000"]
)
def test_a_page_of_a_database_that_is_gone_is_plain_and_says_so(
    desk: Desk, databases: Databases, path: str
) -> None:
    tova = desk.visitor("tova")
    well = tova.open(path).status_code

    with database_gone(desk.workshop.engine, databases):
        answer = tova.open(path)

    assert answer.status_code == 503
    assert "tell your administrator" in answer.text
    assert {
        word for word in ("lms_", "sqlite", "psycopg", "OperationalError") if word in answer.text
    } == set()
    assert tova.open(path).status_code == well
