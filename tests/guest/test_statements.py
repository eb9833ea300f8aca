"""At whatever statement a hand-in fails, all of it is kept or nothing, and it heals."""

from collections.abc import Iterator
from typing import Any

import pytest

from lms.kernel.access import SYSTEM
from lms.kernel.ids import AttemptId
from lms.kernel.work import Workshop
from tests.guest.counting import half_kept, kept_in, wrong_with
from tests.guest.staff import acting, bring_in_everybody, hand_in, sit_down
from tests.guest.statements import Broke, Statements, failing_at

FEWEST_STATEMENTS = 15
"""A hand-in that passes says at least as much to the database."""


def test_wherever_a_hand_in_fails_nothing_of_it_is_kept_and_the_next_one_succeeds(
    workshop: Workshop,
) -> None:
    bring_in_everybody(workshop)
    attempt = sit_down(workshop)
    before = kept_in(workshop)

    failures = [*failing_everywhere(workshop, attempt)]

    assert len(failures) >= FEWEST_STATEMENTS
    assert [what for what, left in failures if left] == []
    assert failures[-1][0] == "COMMIT"
    grown = half_kept(before, kept_in(workshop))
    assert grown == {
        "lms_answer": 3,
        "lms_grade": 1,
        "lms_completion": 1,
        "lms_certificate": 1,
        "lms_ledger": 4,
    }
    with workshop.look(SYSTEM) as work:
        assert wrong_with(work.session) == []


def test_a_database_that_keeps_each_statement_by_itself_would_be_noticed(
    workshop: Workshop,
) -> None:
    bring_in_everybody(workshop)
    attempt = sit_down(workshop)
    before = kept_in(workshop)

    def forgets_to_wait(said: int, statement: str, connection: Any) -> None:  # noqa: ANN401 - a Connection
        if statement != "COMMIT":
            connection.connection.dbapi_connection.commit()
        failing_at(FEWEST_STATEMENTS)(said, statement, connection)

    with pytest.raises(Broke), Statements(workshop.engine, forgets_to_wait):
        hand_in_at_once(workshop, attempt)

    assert half_kept(before, kept_in(workshop)) != {}


def failing_everywhere(
    workshop: Workshop, attempt: AttemptId
) -> Iterator[tuple[str, dict[str, int]]]:
    """Fail at the first statement, then at the second, until a hand-in gets through.

    Yields the statement at which it failed, and what that hand-in left behind.
    """
    before = kept_in(workshop)
    for number in range(1, 200):
        try:
            with Statements(workshop.engine, failing_at(number)):
                hand_in_at_once(workshop, attempt)
        except Broke as broke:
            yield str(broke), half_kept(before, kept_in(workshop))
        else:
            return
    raise AssertionError("The hand-in never got through.")


def hand_in_at_once(workshop: Workshop, attempt: AttemptId) -> None:
    """Hand in within one unit of work."""
    with workshop.work(acting()) as work:
        assert hand_in(work, attempt).certificate is not None
