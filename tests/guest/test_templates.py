"""A host may put a template of its own in the place of one of ours, and be strict with all."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from jinja2 import StrictUndefined

from tests.builders import StillClock
from tests.guest.desk import Desk, open_desk
from tests.guest.staff import bring_in_everybody
from tests.pages.classroom import text_of

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
            "/training/glossary",
            "/training/verify",
            "/training/courses/none",
        )
    }

    assert [*seen.values()] == [200, 200, 200, 200, 200, 404]


def signed_in(app: Flask, who: str) -> str:
    """Return the cookie of somebody who has come in."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]  # Flask's own has it
    return str(serializer.dumps({"desk_account": who}))
