"""What the host had before is as it was: its pages, names, errors, session and headers."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from jinja2 import StrictUndefined, Undefined

from lms.pages.host import allow_anyone
from tests.builders import StillClock
from tests.guest.desk import Desk, open_desk
from tests.guest.staff import bring_in_everybody
from tests.pages.classroom import text_of

OURS = frozenset(
    {
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
        "Referrer-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
    }
)


def test_the_hosts_page_comes_from_its_own_template_filter_and_request(desk: Desk) -> None:
    page = desk.visitor().open("/courses")

    assert "<title>Desk</title>Golf courses $1,234.56 [] asked for /courses" in page.text
    assert page.headers["X-Desk"] == "asked for /courses"


@pytest.mark.parametrize("path", ["/courses", "/nowhere", "/claims", "/private", "/fails"])
def test_no_header_of_ours_stands_on_a_page_of_the_hosts(desk: Desk, path: str) -> None:
    visitor = desk.visitor("ines")

    headers = set(visitor.open(path).headers.keys())

    assert headers & OURS == set()
    assert set(visitor.open("/training/verify").headers.keys()) >= OURS - {
        "Strict-Transport-Security"
    }


def test_the_promise_of_tls_for_the_whole_site_is_the_hosts_to_make(desk: Desk) -> None:
    client = desk.app.test_client()

    ours = client.get("/training/verify", base_url="https://desk.example")

    assert ours.status_code == 200
    assert "Strict-Transport-Security" not in ours.headers


@pytest.mark.parametrize(
    ("path", "code"),
    [("/nowhere", 404), ("/training/nowhere", 404), ("/private", 403), ("/fails", 500)],
)
def test_the_hosts_errors_get_the_hosts_pages(desk: Desk, path: str, code: int) -> None:
    answer = desk.visitor("tova").open(path)

    assert (answer.status_code, answer.text) == (code, f"The desk is sorry: {code}.")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/training/courses/no-such-course", 404),
        ("/training/certificates/P2L-0000", 404),
        ("/training/team/", 403),
    ],
)
def test_our_refusals_get_our_pages_with_our_headers(desk: Desk, path: str, code: int) -> None:
    answer = desk.visitor("tova").open(path)

    assert answer.status_code == code
    assert "The desk is sorry" not in answer.text
    assert "Go to the first page" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_mistake_of_ours_gets_our_page_and_tells_nothing(desk: Desk) -> None:
    def fails() -> str:
        raise RuntimeError("a secret of the house")

    desk.app.view_functions["lms.health.healthz"] = allow_anyone(fails)

    answer = desk.visitor().open("/training/healthz")

    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "secret" not in answer.text


def test_the_hosts_session_keeps_what_was_in_it_and_nothing_of_ours_comes_in(desk: Desk) -> None:
    tova = desk.visitor("tova")
    before = tova.open("/basket").json

    for path in ("/training/", "/training/courses/callers", "/training/verify"):
        assert tova.open(path).status_code == 200

    assert tova.open("/basket").json == before
    assert before == {
        "kept": ["envelopes"],
        "keys": ["basket", "csrf_token", "desk_account"],
    }


def test_addresses_are_made_as_before_though_both_have_courses(desk: Desk) -> None:
    assert desk.visitor().open("/ways").json == ["/courses", "/training/"]


def test_nothing_is_added_to_what_the_hosts_templates_and_hooks_know(
    settings: dict[str, Any], clock: StillClock
) -> None:
    plain = open_desk(settings, clock)
    known, hooks = surroundings_of(plain.app), hooks_of(plain.app)
    plain.workshop.engine.dispose()

    assert plain.app.jinja_env.undefined is Undefined
    assert {name for name in known if "lms" in name.lower() or "p2l" in name.lower()} == set()
    assert hooks == (["_asked", "csrf_protect"], ["_signed"], [], {403, 404, 500})


def surroundings_of(app: Flask) -> set[str]:
    """Name all that any template of the application may use."""
    env = app.jinja_env
    told: dict[str, Any] = {}
    with app.test_request_context("/courses"):
        app.update_template_context(told)
    return {*env.globals, *env.filters, *env.tests, *told}


def hooks_of(app: Flask) -> tuple[list[str], list[str], list[str], set[int | None]]:
    """Name what runs before, after and at the end of each request, and which errors are caught."""
    before = sorted(one.__name__ for one in app.before_request_funcs[None])
    after = sorted(one.__name__ for one in app.after_request_funcs[None])
    ending = [one.__name__ for one in app.teardown_request_funcs.get(None, [])]
    return before, after, ending, set(app.error_handler_spec[None])


def test_a_form_of_the_hosts_without_its_token_is_still_refused_by_the_host(desk: Desk) -> None:
    answer = desk.app.test_client().post("/door", data={"who": "tova"})

    assert answer.status_code == 400
    assert "CSRF token is missing" in answer.text


def test_a_form_of_ours_without_a_token_is_refused_in_our_words(desk: Desk) -> None:
    client = desk.app.test_client()
    with client.session_transaction() as session:
        session["desk_account"] = "tova"

    answer = client.post("/training/courses/callers/answering/read")

    assert answer.status_code == 400
    assert "This could not be read" in answer.text


BUTTON = """
{%- macro button(words, href="", plain=false, big=false, name="", value="", download=false) -%}
<a class="desk-button" href="{{ href }}">{{ words }} at the desk</a>
{%- endmacro -%}
"""


@pytest.fixture
def repainted(settings: dict[str, Any], clock: StillClock) -> Iterator[Desk]:
    """The desk with a button of its own instead of ours."""
    opened = open_desk(settings, clock, templates={"lms/components/button.html": BUTTON})
    bring_in_everybody(opened.workshop)
    yield opened
    opened.workshop.engine.dispose()


def test_one_template_of_the_hosts_takes_the_place_of_ours(repainted: Desk) -> None:
    page = repainted.visitor("tova").open("/training/").text

    assert '<a class="desk-button" href="/training/courses/callers/answering">' in page
    assert "Start: Lesson 1 of 2 at the desk" in text_of(page)
    assert 'class="btn' not in page


def test_our_pages_come_out_whole_where_the_host_forbids_unknown_names(desk: Desk) -> None:
    desk.app.jinja_env.undefined = StrictUndefined
    tova = desk.visitor()
    tova.client.set_cookie("session", signed_in(desk.app, "tova"))

    seen = {
        path: tova.open(path).status_code
        for path in (
            "/training/",
            "/training/courses/callers",
            "/training/courses/callers/answering",
            "/training/verify",
            "/training/courses/none",
        )
    }

    assert [*seen.values()] == [200, 200, 200, 200, 404]


def signed_in(app: Flask, who: str) -> str:
    """Return the cookie of somebody who has come in."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # Flask's own has it
    return str(serializer.dumps({"desk_account": who}))


def test_whoever_is_known_to_the_host_alone_is_told_that_no_training_is_theirs(
    desk: Desk,
) -> None:
    visitor = desk.visitor("guest")

    answer = visitor.open("/training/")

    assert answer.status_code == 404
    assert "it belongs to no worker" in answer.text
    assert visitor.open("/training/verify").status_code == 200
