"""When something fails in the middle of a hand-in: all of it is kept or nothing, and it heals."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from lms.actions.save_answer import save_answer
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Conflict
from lms.kernel.ids import AttemptId
from lms.kernel.work import Workshop
from tests.databases import Cluster, Databases
from tests.guest.counting import counted, half_kept, wrong_with
from tests.guest.desk import Desk
from tests.guest.staff import acting, bring_in_everybody, hand_in, sit_down
from tests.guest.trouble import Broke, Statements, database_gone, end_connections, failing_at
from tests.pages.classroom import answers

FEWEST_STATEMENTS = 15
"""A hand-in that passes says at least as much to the database."""
LONG_ENOUGH_TO_WAIT = 0.4
"""Seconds until another tab surely stands before the lock of the first one."""


def test_wherever_a_hand_in_fails_nothing_of_it_is_kept_and_the_next_one_succeeds(
    workshop: Workshop,
) -> None:
    bring_in_everybody(workshop)
    attempt = sit_down(workshop)
    before = all_counted(workshop)

    failures = [*failing_everywhere(workshop, attempt)]

    assert len(failures) >= FEWEST_STATEMENTS
    assert [what for what, left in failures if left] == []
    assert failures[-1][0] == "COMMIT"
    grown = half_kept(before, all_counted(workshop))
    assert grown == {
        "lms_answer": 3,
        "lms_grade": 1,
        "lms_completion": 1,
        "lms_certificate": 1,
        "lms_ledger": 3,
    }
    with workshop.look(SYSTEM) as work:
        assert wrong_with(work.session) == []


def test_a_database_that_keeps_each_statement_by_itself_would_be_noticed(
    workshop: Workshop,
) -> None:
    bring_in_everybody(workshop)
    attempt = sit_down(workshop)
    before = all_counted(workshop)

    def forgets_to_wait(said: int, statement: str, connection: Any) -> None:  # noqa: ANN401 - a Connection
        if statement != "COMMIT":
            connection.connection.dbapi_connection.commit()
        failing_at(FEWEST_STATEMENTS)(said, statement, connection)

    with pytest.raises(Broke), Statements(workshop.engine, forgets_to_wait):
        hand_in_at_once(workshop, attempt)

    assert half_kept(before, all_counted(workshop)) != {}


def failing_everywhere(
    workshop: Workshop, attempt: AttemptId
) -> Iterator[tuple[str, dict[str, int]]]:
    """Fail at the first statement, then at the second, until a hand-in gets through.

    Yields the statement at which it failed, and what that hand-in left behind.
    """
    before = all_counted(workshop)
    for number in range(1, 200):
        try:
            with Statements(workshop.engine, failing_at(number)):
                hand_in_at_once(workshop, attempt)
        except Broke as broke:
            yield str(broke), half_kept(before, all_counted(workshop))
        else:
            return
    raise AssertionError("The hand-in never got through.")


def hand_in_at_once(workshop: Workshop, attempt: AttemptId) -> None:
    """Hand in within one unit of work."""
    with workshop.work(acting()) as work:
        assert hand_in(work, attempt).certificate is not None


def all_counted(workshop: Workshop) -> dict[str, int]:
    """Count what is kept, as another connection sees it."""
    with workshop.look(SYSTEM) as work:
        return counted(work.session)


def test_a_database_that_goes_away_in_the_middle_of_a_hand_in_is_told_and_comes_back(
    desk: Desk, databases: Databases
) -> None:
    attempt = sit_down(desk.workshop)
    tova = desk.visitor("tova")
    tova.open(f"/training/attempts/{attempt}")
    paper, before = tova.text, all_counted(desk.workshop)
    address, hidden = tova.form("Hand in and state this")
    form = {**hidden, **answers(paper)}

    with Statements(desk.workshop.engine, cut_off(databases, desk.workshop.engine)) as cut:
        refused = tova.client.post(address, data=form)
    desk.workshop.engine.dispose()

    assert refused.status_code == 503
    assert "Nothing was changed" in refused.text
    assert refused.headers["Cache-Control"] == "no-store"
    assert cut.said > FEWEST_STATEMENTS
    assert half_kept(before, all_counted(desk.workshop)) == {}
    assert tova.client.post(address, data=form).status_code == 303
    assert half_kept(before, all_counted(desk.workshop))["lms_certificate"] == 1


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
    before = all_counted(desk.workshop)
    folder = desk.workshop.files.root
    folder.write_text("a file stands where the folder of certificates must be")

    refused = tova.send("Hand in and state this", answers(tova.text))

    assert refused.status_code == 503
    assert "The certificate could not be stored" in refused.text
    assert half_kept(before, all_counted(desk.workshop)) == {}
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

    assert all_counted(workshop) == kept
