"""What a browser is told, which forms are believed, and where nobody is led."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from lms.kernel.access import Role
from lms.kernel.work import Workshop
from lms.pages.security import HEADERS, safe_next
from tests.accounts.people import Browser, give_account

HOSTILE = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "/%2Fevil.example",
    "/%5Cevil.example",
    "/%252Fevil.example",
    "/\t/evil.example",
    "/\r\nSet-Cookie: a=b",
    "/%0d%0aSet-Cookie:a",
    "/\x00",
    " /account",
    "/a" * 2000,
    "",
)


def _own_token(browser: Browser) -> str:
    return browser.token("/sign-in")


def _no_token(_browser: Browser) -> str:
    return ""


@pytest.mark.parametrize("target", HOSTILE)
def test_nobody_is_led_away_from_this_site_after_signing_in(target: str) -> None:
    assert safe_next(target, "/") == "/"


@pytest.mark.parametrize(
    "target", ["/", "/account", "/training/courses/part2-core?from=mail", "/training/Ni%C3%B1o"]
)
def test_a_path_of_this_site_is_gone_on_to(target: str) -> None:
    assert safe_next(target, "/") == target


def test_a_hostile_way_back_in_the_form_lands_on_the_first_page(
    house: Workshop, browser: Browser
) -> None:
    give_account(house)

    assert browser.sign_in(next="//evil.example").location == "/training/"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sign-in", 200),
        ("/account", 303),
        ("/healthz", 200),
        ("/set-password/nothing", 404),
        ("/training/nowhere", 404),
        ("/nowhere", 404),
        ("/training/static/lms.css", 200),
        ("/training/static/nothing.css", 404),
        ("/", 302),
    ],
)
def test_every_answer_carries_the_protecting_headers(
    browser: Browser, path: str, status: int
) -> None:
    answer = browser.open(path)

    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_pages_are_kept_in_no_cache_and_static_files_for_ever(browser: Browser) -> None:
    page = browser.open("/sign-in")
    sheet = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    file = browser.open(sheet)

    assert page.headers["Cache-Control"] == "no-store"
    assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in file.headers
    assert "Vary" not in file.headers


@pytest.mark.parametrize(
    ("headers", "token", "status"),
    [
        ({}, _own_token, 422),
        ({"Sec-Fetch-Site": "same-origin"}, _own_token, 422),
        ({"Sec-Fetch-Site": "none"}, _own_token, 422),
        ({"Origin": "https://localhost"}, _own_token, 422),
        ({}, _no_token, 400),
        ({}, lambda _: "forged", 400),
        ({"Sec-Fetch-Site": "cross-site"}, _own_token, 403),
        ({"Sec-Fetch-Site": "same-site"}, _own_token, 403),
        ({"Sec-Fetch-Site": "CROSS-SITE"}, _own_token, 403),
        ({"Origin": "https://evil.example"}, _own_token, 403),
        ({"Origin": "null"}, _own_token, 403),
        ({"Origin": "https://localhost.evil.example"}, _own_token, 403),
        ({"Origin": "https://localhost:8443"}, _own_token, 403),
        ({"Origin": "https://localhost", "Sec-Fetch-Site": "cross-site"}, _own_token, 403),
    ],
)
def test_only_a_form_of_our_own_pages_is_believed(
    browser: Browser, headers: dict[str, str], token: Callable[[Browser], str], status: int
) -> None:
    answer = browser.client.post(
        "/sign-in",
        headers=headers,
        data={"csrf_token": token(browser), "email": "a@b.example", "password": "x"},
    )

    assert answer.status_code == status


def test_every_address_that_changes_something_asks_for_the_token(
    alone: Flask, house: Workshop, browser: Browser
) -> None:
    give_account(house, role=Role.OFFICER)
    browser.sign_in()
    unsafe = [
        (str(rule).replace("<token>", "x"), method)
        for rule in alone.url_map.iter_rules()
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
        if "<" not in str(rule).replace("<token>", "x")
    ]

    assert len(unsafe) >= 5
    assert {browser.client.open(path, method=method).status_code for path, method in unsafe} == {
        400
    }


def test_a_script_may_send_the_token_in_a_header(browser: Browser) -> None:
    token = browser.token("/sign-in")

    answer = browser.client.post("/sign-in", headers={"X-CSRFToken": token}, data={"email": "x"})

    assert answer.status_code == 422


def test_a_form_that_was_open_for_a_day_is_still_good(browser: Browser, alone: Flask) -> None:
    token = browser.token("/sign-in")

    assert alone.config["WTF_CSRF_TIME_LIMIT"] is None
    assert browser.client.post("/sign-in", data={"csrf_token": token}).status_code == 422


def test_a_stale_form_says_that_nothing_is_lost_and_what_to_do(browser: Browser) -> None:
    answer = browser.client.post("/sign-in", data={"csrf_token": "old"})

    assert "Everything that was saved before is safe" in answer.text
    assert "load the page again" in answer.text


def test_a_request_under_another_name_is_refused(browser: Browser) -> None:
    answer = browser.client.get("/sign-in", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_what_a_stranger_says_of_a_proxy_is_not_believed(alone: Flask) -> None:
    seen: list[Any] = []
    alone.before_request(lambda: seen.append(_remote()))

    alone.test_client().get("/healthz", headers={"X-Forwarded-For": "203.0.113.9"})

    assert seen == ["127.0.0.1"]


@pytest.mark.parametrize("name", ["../settings.py", "..%2fsettings.py", "%2e%2e/settings.py"])
def test_static_addresses_reach_no_other_file(browser: Browser, name: str) -> None:
    assert browser.open(f"/training/static/{name}").status_code == 404


def test_repeated_and_odd_fields_break_nothing(browser: Browser) -> None:
    token = browser.token("/sign-in")

    for body in (
        {"csrf_token": token, "email": ["a", "b"], "password": ["c", "d"]},
        {"csrf_token": token, "email": "a\x00@b.example", "password": "\x00" * 100},
        {"csrf_token": token, "email": "😀\ufffd" * 99, "password": "ü" * 5000},
    ):
        assert browser.client.post("/sign-in", data=body).status_code == 422


def _remote() -> str | None:
    from flask import request  # noqa: PLC0415 - inside the request it is about

    return request.remote_addr
