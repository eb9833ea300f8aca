"""How somebody stays signed in: by a token of their own that nobody else can read."""

from flask import Flask
from sqlalchemy import event

from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from tests.accounts.people import Browser, give_account
from tests.pages.conftest import another


def test_one_question_says_who_makes_a_request(house: Workshop, browser: Browser) -> None:
    give_account(house)
    browser.sign_in()
    asked: list[str] = []
    event.listen(house.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    assert browser.open("/account").status_code == 200
    assert len([question for question in asked if question.startswith("SELECT")]) == 1


def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(
    house: Workshop, browser: Browser
) -> None:
    give_account(house)

    cookie = browser.sign_in().headers["Set-Cookie"]

    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_a_stolen_database_signs_nobody_in(house: Workshop, browser: Browser) -> None:
    give_account(house)
    browser.sign_in()
    with browser.client.session_transaction() as held:
        token = held["_user_id"]

    with house.look(SYSTEM) as work:
        kept = (
            work.session.connection()
            .exec_driver_sql("SELECT token_sha256 FROM lms_session")
            .scalars()
        )
        assert token not in list(kept)


def test_every_sign_in_has_a_token_of_its_own(
    alone: Flask, house: Workshop, browser: Browser
) -> None:
    give_account(house)
    tokens = set()
    for one in (browser, another(alone)):
        one.sign_in()
        with one.client.session_transaction() as held:
            tokens.add(held["_user_id"])

    assert len(tokens) == 2
