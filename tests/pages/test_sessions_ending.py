"""When somebody is signed in no longer: idle, after half a day, or no longer employed."""

import pytest
from sqlalchemy import event

from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from tests.accounts.people import Browser, give_account
from tests.builders import StillClock


@pytest.mark.parametrize(
    ("role", "minutes"), [(Role.WORKER, 60), (Role.OFFICER, 30), (Role.ADMIN, 30)]
)
def test_somebody_idle_is_signed_out_sooner_the_more_they_may_do(
    house: Workshop, browser: Browser, clock: StillClock, role: Role, minutes: int
) -> None:
    give_account(house, role=role)
    browser.sign_in()
    clock.forward(minutes=minutes - 1)
    assert browser.open("/account").status_code == 200

    clock.forward(minutes=minutes)

    answer = browser.open("/account")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/account&ended=1")
    assert "What you had saved is kept" in browser.open(answer.location).text


def test_nobody_stays_signed_in_for_more_than_half_a_day(
    house: Workshop, browser: Browser, clock: StillClock
) -> None:
    give_account(house)
    browser.sign_in()
    for _ in range(23):
        clock.forward(minutes=30)
        assert browser.open("/account").status_code == 200

    clock.forward(minutes=30)

    assert browser.open("/account").status_code == 303


def test_that_somebody_is_there_is_noted_once_a_minute_at_most(
    house: Workshop, browser: Browser, clock: StillClock
) -> None:
    give_account(house)
    browser.sign_in()
    written: list[str] = []
    event.listen(
        house.engine,
        "before_cursor_execute",
        lambda *told: written.append(told[2]) if told[2].startswith("UPDATE") else None,
    )
    for seconds in (59, 1, 59, 1):
        clock.forward(seconds=seconds)
        browser.open("/account")

    assert len(written) == 2


def test_a_worker_whose_employment_ended_is_signed_out(house: Workshop, browser: Browser) -> None:
    give_account(house)
    browser.sign_in()
    with house.work(SYSTEM) as work:
        work.session.connection().exec_driver_sql("UPDATE lms_worker SET ended_on = '2026-01-31'")

    assert browser.open("/account").status_code == 303
