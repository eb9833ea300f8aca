"""What the host had before is as it was: its pages, names, addresses and session."""

from typing import Any

from flask import Flask
from jinja2 import Undefined

from tests.builders import StillClock
from tests.guest.desk import Desk, open_desk


def test_the_hosts_page_comes_from_its_own_template_filter_and_request(desk: Desk) -> None:
    page = desk.visitor().open("/courses")

    assert "<title>Desk</title>Golf courses $1,234.56 [] asked for /courses" in page.text
    assert page.headers["X-Desk"] == "asked for /courses"


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
