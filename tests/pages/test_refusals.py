"""How a refusal looks, and how little it tells."""

import pytest
from flask import Flask

from lms.pages import host as hosts
from lms.pages.security import CONTENT_SECURITY_POLICY
from tests.accounts.people import Browser


def test_an_error_of_ours_is_told_with_a_number_and_nothing_of_what_went_wrong(
    alone: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> str:
        raise RuntimeError("the secret of the house")

    alone.view_functions["lms.health.healthz"] = hosts.allow_anyone(fails)

    answer = alone.test_client().get("/healthz", base_url="https://localhost")

    incident = caplog.records[-1].__dict__["incident"]
    assert answer.status_code == 500
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert incident in answer.text
    assert "secret of the house" not in answer.text
    assert "secret of the house" in caplog.text


def test_a_method_that_is_not_there_gets_a_page_of_ours(browser: Browser) -> None:
    answer = browser.client.delete("/sign-in")

    assert answer.status_code == 405
    assert "cannot be done here" in answer.text
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_script_whose_sign_in_has_ended_is_told_so_and_not_led_astray(browser: Browser) -> None:
    token = browser.token("/sign-in")

    answer = browser.client.post("/account/theme", headers={"X-CSRFToken": token})

    assert answer.status_code == 401


def test_a_form_larger_than_a_mebibyte_is_refused_with_a_page(browser: Browser) -> None:
    answer = browser.client.post("/sign-in", data={"email": "x" * 1_100_000})

    assert answer.status_code == 413
    assert "too large" in answer.text


@pytest.mark.parametrize("path", ["/console", "/.git/config", "/metrics", "/training/static/"])
def test_nothing_is_there_that_tells_of_the_inside(browser: Browser, path: str) -> None:
    assert browser.open(path).status_code == 404
