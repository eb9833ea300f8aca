"""Signing in and out, setting a password, and one's own account."""

import json
import logging

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import event

from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.offer_link import offer_link
from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from tests.accounts.people import EMAIL, PASSWORD, Browser, give_account
from tests.builders import StillClock
from tests.pages.conftest import another


def test_the_right_password_leads_on_to_where_one_wanted_to_go(
    house: Workshop, browser: Browser
) -> None:
    give_account(house)

    answer = browser.sign_in(next="/account")

    assert (answer.status_code, answer.location) == (303, "/account")
    assert EMAIL in browser.open("/account").text


def test_somebody_who_is_not_signed_in_is_led_to_the_door_and_back(
    house: Workshop, browser: Browser
) -> None:
    give_account(house)

    turned_away = browser.open("/account")

    assert (turned_away.status_code, turned_away.location) == (303, "/sign-in?next=/account")
    assert 'name="next" value="/account"' in browser.open("/sign-in?next=/account").text


@pytest.mark.parametrize("who", ["unknown", "wrong", "disabled", "without a password"])
def test_nobody_learns_from_a_refused_sign_in_whether_an_account_exists(
    house: Workshop, browser: Browser, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for email in ("right@alderquay.example", "gone@alderquay.example"):
        give_account(house, email, Role.AUDITOR)
    with house.work(SYSTEM) as work:
        make_account(work, "new@alderquay.example", Role.AUDITOR)
        work.session.connection().exec_driver_sql(
            "UPDATE lms_account SET disabled_at = made_at WHERE email = 'gone@alderquay.example'"
        )
    compared: list[str] = []
    verify = PasswordHasher.verify

    def counted(argon2: PasswordHasher, kept: str, password: bytes) -> bool:
        compared.append(kept)
        return verify(argon2, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    email, password = {
        "unknown": ("nobody@alderquay.example", PASSWORD),
        "wrong": ("right@alderquay.example", PASSWORD + "!"),
        "disabled": ("gone@alderquay.example", PASSWORD),
        "without a password": ("new@alderquay.example", PASSWORD),
    }[who]

    answer = browser.sign_in(email, password)

    assert answer.status_code == 422
    assert "do not match an account" in answer.text
    assert len(compared) == 1
    assert compared[0].startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_after_ten_wrong_guesses_the_right_password_waits_a_quarter_of_an_hour(
    house: Workshop, browser: Browser, clock: StillClock
) -> None:
    give_account(house)
    for _ in range(10):
        assert browser.sign_in(password="not this one either").status_code == 422

    waiting = browser.sign_in()
    clock.forward(minutes=15)

    assert (waiting.status_code, waiting.headers["Retry-After"]) == (429, "900")
    assert "Wait 15 minutes" in waiting.text
    assert browser.sign_in().status_code == 303


def test_the_sign_in_page_asks_the_database_nothing(alone: Flask, house: Workshop) -> None:
    asked: list[str] = []
    event.listen(house.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    assert another(alone).open("/sign-in").status_code == 200
    assert asked == []


def test_signing_out_ends_the_sign_in_and_empties_the_browser(
    house: Workshop, browser: Browser
) -> None:
    give_account(house)
    browser.sign_in()
    cookie = browser.client.get_cookie("__Host-session", domain="localhost")
    assert cookie is not None

    answer = browser.send("/sign-out", page="/account")
    browser.client.set_cookie("__Host-session", cookie.value, domain="localhost", secure=True)

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.open("/account").status_code == 303


def test_every_page_lets_whoever_is_signed_in_sign_out(house: Workshop, browser: Browser) -> None:
    give_account(house)
    signed_out = browser.open("/sign-in").text
    browser.sign_in()

    assert 'action="/sign-out"' in browser.open("/account").text
    assert 'action="/sign-out"' not in signed_out


def test_signing_out_everywhere_ends_every_sign_in_at_its_next_request(
    alone: Flask, house: Workshop, browser: Browser
) -> None:
    give_account(house)
    elsewhere = another(alone)
    for one in (browser, elsewhere):
        one.sign_in()

    browser.send("/account/sign-out-everywhere", page="/account")

    assert [one.open("/account").status_code for one in (browser, elsewhere)] == [303, 303]


def test_a_link_sets_a_password_once_and_signs_everybody_out(
    alone: Flask, house: Workshop, browser: Browser
) -> None:
    give_account(house)
    browser.sign_in()
    with house.work(SYSTEM) as work:
        page = f"/set-password/{offer_link(work, EMAIL).token}"
    bearer = another(alone)

    answer = bearer.send(page, page=page, password="nine lanterns over the harbor")

    assert (answer.status_code, answer.location) == (303, "/sign-in?set=1")
    assert "Your password is set" in bearer.open(answer.location).text
    assert browser.open("/account").status_code == 303
    assert bearer.open(page).status_code == 404
    assert bearer.sign_in(password="nine lanterns over the harbor").status_code == 303


def test_an_unfit_password_is_told_why_and_leaves_the_link_good(
    house: Workshop, browser: Browser
) -> None:
    with house.work(SYSTEM) as work:
        token = make_account(work, "new@alderquay.example", Role.AUDITOR).token
    page = f"/set-password/{token}"

    answer = browser.send(page, page=page, password="short")

    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "Use at least 15 characters; this has 5." in answer.text
    assert browser.open(page).status_code == 200


def test_a_chosen_theme_stays_with_the_account(
    alone: Flask, house: Workshop, browser: Browser
) -> None:
    give_account(house)
    browser.sign_in()
    browser.send("/account/theme", page="/account", theme="dark")
    elsewhere = another(alone)
    elsewhere.sign_in()

    assert 'data-theme="dark"' in elsewhere.open("/account").text
    assert browser.send("/account/theme", page="/account", theme="pink").status_code == 422


def test_the_log_says_who_signed_in_and_never_with_what(
    house: Workshop, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    account = give_account(house)

    with caplog.at_level(logging.INFO, "lms"):
        browser.sign_in(password="canary canary canary")
        browser.sign_in(email="canary@alderquay.example\r\nforged")
        browser.sign_in()

    said = [(record.message, getattr(record, "account", None)) for record in caplog.records]
    assert [(words, str(who)) for words, who in said] == [
        ("sign-in refused", account),
        ("sign-in refused", "None"),
        ("signed in", account),
    ]
    assert "canary" not in json.dumps([record.__dict__ for record in caplog.records], default=str)
