"""What a hand-in needs is gone: nothing is kept by halves, no answer is lost, and it heals."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from lms.actions.save_answer import save_answer
from lms.kernel.errors import Conflict
from lms.kernel.work import Workshop
from tests.guest.counting import counted, half_kept, kept_in
from tests.guest.desk import Desk
from tests.guest.staff import acting, bring_in_everybody, hand_in, sit_down
from tests.guest.trouble import Statements, database_gone, end_connections
from tests.pages.classroom import answers
from tests.servers.databases import Cluster, Databases

LONG_ENOUGH_TO_WAIT = 0.4
"""Seconds until another tab surely stands before the lock of the first one."""


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
    assert set(half_kept(before, kept_in(desk.workshop))) == {"lms_answer"}
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


def test_certificates_that_cannot_be_stored_cost_no_answer_once_that_is_mended(
    desk: Desk,
) -> None:
    attempt = sit_down(desk.workshop)
    tova = desk.visitor("tova")
    tova.open(f"/training/attempts/{attempt}")
    tova.send("Save, and go on later", {**answers(tova.text), "later": "yes"})
    before = kept_in(desk.workshop)
    folder = desk.workshop.files.root
    folder.write_text("a file stands where the folder of certificates must be")

    refused = tova.send("Hand in and state this", answers(tova.text))

    assert refused.status_code == 503
    assert "The certificate could not be stored" in refused.text
    assert half_kept(before, kept_in(desk.workshop)) == {}
    folder.unlink()
    tova.open(f"/training/attempts/{attempt}")
    assert tova.text.count(" checked") == 4
    tova.send("Hand in and state this")
    assert "You passed, with 3 of 3." in tova.text
    assert tova.follow("Download certificate").status_code == 200


def test_an_answer_from_another_tab_while_the_paper_is_handed_in_comes_too_late(
    workshop: Workshop,
) -> None:
    bring_in_everybody(workshop)
    attempt = sit_down(workshop)

    def late() -> None:
        with workshop.work(acting()) as work:
            save_answer(work, attempt, {"con-1": frozenset({0, 1, 2})})

    with ThreadPoolExecutor(1) as tab:
        with workshop.work(acting()) as work:
            hand_in(work, attempt)
            kept = counted(work.session)
            answer = tab.submit(late)
            sleep(LONG_ENOUGH_TO_WAIT)
        with pytest.raises(Conflict, match="handed in already"):
            answer.result()

    assert kept_in(workshop) == kept
