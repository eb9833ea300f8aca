"""Who is let in where: by the host's word who is there, and by our records how they stand."""

from asyncio import run
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest

from lms.kernel.errors import NotFound
from tests.builders import WORKER, StillClock
from tests.guest.desk import Desk
from tests.guest.staff import KEONI, MAUD, complete
from tests.guest.trouble import database_gone
from tests.pages.classroom import REQUIREMENT, text_of
from tests.servers.databases import Databases

NEITHER = datetime(2027, 2, 1, 4, 59, tzinfo=UTC)
NEW_YORK_ONLY = datetime(2027, 2, 1, 5, 0, tzinfo=UTC)
BOTH = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)
"""When the last day of January 2027 is over: nowhere yet, in New York, and in Honolulu too."""


def test_the_claims_open_with_the_training_and_not_before(desk: Desk) -> None:
    tova = desk.visitor("tova")
    before = tova.open("/claims")

    complete(desk.workshop)

    assert before.status_code == 403
    assert "Complete the training, and it opens at once." in text_of(before.text)
    assert tova.open("/claims").text == "the claims"
    assert desk.visitor("keoni").open("/claims").status_code == 403


@pytest.mark.parametrize(
    ("instant", "new_york", "honolulu"),
    [(NEITHER, 200, 200), (NEW_YORK_ONLY, 403, 200), (BOTH, 403, 403)],
)
def test_at_one_instant_the_claims_are_closed_where_the_day_is_over_and_open_where_it_is_not(
    desk: Desk, clock: StillClock, instant: datetime, new_york: int, honolulu: int
) -> None:
    complete(desk.workshop, WORKER.id)
    complete(desk.workshop, KEONI.id)

    clock.now = instant

    assert desk.visitor("tova").open("/claims").status_code == new_york
    assert desk.visitor("keoni").open("/claims").status_code == honolulu


def test_whoever_is_not_signed_in_is_led_to_the_hosts_door_and_back_again(desk: Desk) -> None:
    complete(desk.workshop)
    visitor = desk.visitor()

    door = visitor.open("/claims?page=2")

    assert visitor.at == "/door?then=/claims?page%3D2"
    assert "The door" in door.text
    assert visitor.send("Come in", {"who": "tova"}).text == "the claims"
    assert visitor.at == "/claims?page=2"


def test_a_page_that_waits_for_others_is_guarded_as_well(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a thread of its own: other tests may have left an event loop running in this one.
    with ThreadPoolExecutor(1) as threads:

        def finished(view: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
            return lambda *args, **more: threads.submit(run, view(*args, **more)).result()

        monkeypatch.setattr(desk.app, "async_to_sync", finished)  # as Flask documents it
        before = desk.visitor("tova").open("/queue/7")
        complete(desk.workshop)
        after = desk.visitor("tova").open("/queue/7")

    assert before.status_code == 403
    assert after.text == "claim 7"


def test_somebody_whom_the_host_knows_and_who_takes_no_training_is_kept_out(desk: Desk) -> None:
    assert desk.visitor("guest").open("/claims").status_code == 403


def test_while_the_records_cannot_be_read_nobody_is_let_in_and_all_are_told_why(
    desk: Desk, databases: Databases
) -> None:
    complete(desk.workshop)
    tova = desk.visitor("tova")

    with database_gone(desk.workshop.engine, databases):
        answer = tova.open("/claims")

    assert answer.status_code == 503
    assert "tell your administrator" in answer.text
    assert tova.open("/claims").text == "the claims"


def test_the_host_may_ask_for_the_dates_by_which_somebody_stands(desk: Desk) -> None:
    complete(desk.workshop)

    with desk.app.app_context():
        dates = desk.lms.standing_of(WORKER.id, REQUIREMENT.id)
        before = desk.lms.standing_of(WORKER.id, REQUIREMENT.id, date(2026, 1, 30))

    assert dates.completed_on == date(2026, 1, 31)
    assert dates.valid_through == date(2027, 1, 31)
    assert dates.window_opens_on == date(2026, 12, 2)
    assert (before.completed_on, before.valid_through) == (None, None)
    assert before.act_by == date(2026, 2, 14)


@pytest.mark.parametrize(
    ("worker", "requirement"), [("W-404", REQUIREMENT.id), (WORKER.id, "nobody-asks-this")]
)
def test_whom_or_what_nobody_knows_has_no_standing(
    desk: Desk, worker: str, requirement: str
) -> None:
    with desk.app.app_context(), pytest.raises(NotFound):
        desk.lms.standing_of(worker, requirement)


def test_a_lead_of_the_host_sees_their_own_people_and_nobody_elses(
    desk: Desk, clock: StillClock
) -> None:
    clock.forward(days=30)

    page = text_of(desk.visitor("maud").open("/training/team/").text)

    assert WORKER.name in page
    assert KEONI.name not in page
    assert "1 of 1 person is late." in page


def test_a_lead_may_open_the_certificates_of_their_own_people_alone(desk: Desk) -> None:
    tovas, keonis = complete(desk.workshop), complete(desk.workshop, KEONI.id)
    maud = desk.visitor("maud")

    seen = [maud.open(f"/training/certificates/{one}.pdf").status_code for one in (tovas, keonis)]

    assert seen == [200, 404]
    assert desk.visitor("keoni").open(f"/training/certificates/{tovas}").status_code == 404


def test_an_officer_of_the_host_sees_everybody(desk: Desk, clock: StillClock) -> None:
    clock.forward(days=30)

    page = text_of(desk.visitor("ines").open("/training/team/").text)

    everybody = (WORKER.name, KEONI.name, MAUD.name)
    assert "3 of 3 people are late." in page
    assert [name for name in everybody if name in page] == [*everybody]
