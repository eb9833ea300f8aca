"""A file is shown with all that it would do, and brought in exactly so or not at all."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.pages.officer import imports
from lms.people.store import all_workers
from tests.accounts.people import Browser
from tests.pages.officer.desk import heading, hidden, said, sign_in
from tests.reports.house import MANAGER, settled

BEGIN = "/training/imports/"
STAFF = """\
worker_id,name,team,role,manager_id,employer,hired_on
W-002,Hollis Bramble,Appeals,billing,W-010,Alder Quay Billing,2024-01-10
W-060,Ada Winter,Claims,billing,W-010,Alder Quay Billing,2026-01-05
"""
ASKED = """\
[[requirement]]
id = "second"
course = "part2-core"
audience = { teams = ["Claims"] }
basis = "policy"
citation = "5.1"
from_on = 2025-01-01
cadence_months = 12
"""


@pytest.fixture
def officer(alone: Flask, house: Workshop) -> Browser:
    return sign_in(alone, settled(house), Role.OFFICER)


def choose(browser: Browser, content: str, kind: str = "workers") -> TestResponse:
    """Send a file as a browser does."""
    parts = (
        ('name="csrf_token"', browser.token(BEGIN)),
        ('name="kind"', kind),
        ('name="file"; filename="staff.csv"', content),
    )
    body = "".join(
        f"--parted\r\nContent-Disposition: form-data; {name}\r\n\r\n{told}\r\n"
        for name, told in parts
    )
    return browser.client.post(
        BEGIN,
        data=f"{body}--parted--\r\n".encode(),
        content_type="multipart/form-data; boundary=parted",
    )


def names(house: Workshop) -> set[str]:
    with house.look(SYSTEM) as work:
        return {one.name for one in all_workers(work.session).values() if one.ended_on is None}


def test_a_staff_file_is_shown_then_brought_in(officer: Browser, house: Workshop) -> None:
    sent = choose(officer, STAFF)
    assert sent.status_code == 303
    page = officer.open(sent.location).text
    text = said(page)
    assert heading(page).startswith("This changes how")
    for words in ("Created 1", "Updated 1", "Unchanged 0", "Absent 5", "Ada Winter"):
        assert words in text
    assert "Ada Winter" not in names(house)

    done = officer.send(sent.location, page=sent.location, shown=hidden(page, "shown"))

    assert done.status_code == 303
    assert "1 created, 1 updated, 0 unchanged, 5 absent" in said(officer.open(done.location).text)
    assert "Ada Winter" in names(house)
    assert officer.open(sent.location).status_code == 404


def test_what_changed_since_it_was_shown_is_not_brought_in(
    officer: Browser, house: Workshop
) -> None:
    sent = choose(officer, STAFF)

    changed = officer.send(sent.location, page=sent.location, shown="x.1.1.0.5")

    assert changed.status_code == 409
    assert "Nothing was done. Look at it again" in changed.text
    assert "Ada Winter" not in names(house)
    assert officer.open(sent.location).status_code == 200


def test_the_absent_end_only_when_that_was_chosen(officer: Browser, house: Workshop) -> None:
    sent = choose(officer, STAFF)
    assert "Show what ending the absent would do" in officer.open(sent.location).text
    full = f"{sent.location}?full=1"
    page = officer.open(full).text
    assert "ended today" in said(page)

    done = officer.send(sent.location, page=full, shown=hidden(page, "shown"), full="1")

    assert done.status_code == 303
    assert names(house) == {"Ada Winter", "Hollis Bramble"}


def test_a_file_that_changes_many_asks_for_a_second_look(
    officer: Browser, house: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "LEAST_MANY", 3)
    full = f"{choose(officer, STAFF).location}?full=1"
    path = full.partition("?")[0]
    page = officer.open(full).text
    assert "more than a fifth of all" in page

    fields = {"shown": hidden(page, "shown"), "full": "1"}
    refused = officer.send(path, page=full, **fields)
    assert refused.status_code == 422
    assert 'href="#f-sure"' in refused.text
    assert "Ada Winter" not in names(house)

    assert officer.send(path, page=full, **fields, sure="1").status_code == 303


def test_problems_are_told_by_row_and_column_and_nothing_can_be_confirmed(
    officer: Browser,
) -> None:
    sent = choose(officer, STAFF.replace("2026-01-05", "5 January"))

    page = officer.open(sent.location)

    assert page.status_code == 422
    assert heading(page.text) == "This file cannot be brought in yet."
    assert "Write the day as 2026-03-05, not “5 January”." in page.text
    assert "hired_on" in page.text
    assert "Bring in exactly this" not in page.text
    sent_on = officer.send(sent.location, page=BEGIN, shown="anything")
    assert sent_on.status_code == 409


def test_requirements_show_who_becomes_late(officer: Browser) -> None:
    sent = choose(officer, ASKED, "requirements")

    page = officer.open(sent.location).text

    assert "Who becomes late" in page
    done = officer.send(sent.location, page=sent.location, shown=hidden(page, "shown"))
    assert done.status_code == 303
    assert "Requirements brought in: 1 created" in said(officer.open(done.location).text)


def test_what_is_missing_is_said_at_its_field(officer: Browser) -> None:
    nothing = choose(officer, "")
    assert nothing.status_code == 422
    assert "Choose a file that is not empty." in nothing.text
    assert 'href="#f-file"' in nothing.text
    unknown = choose(officer, STAFF, "people")
    assert unknown.status_code == 422
    assert 'href="#f-kind"' in unknown.text
    assert officer.send(BEGIN, page=BEGIN, kind="workers").status_code == 422


def test_a_file_beyond_the_limit_is_refused(officer: Browser) -> None:
    assert choose(officer, "x" * (18 * 1024 * 1024)).status_code == 413


def test_a_larger_file_than_other_forms_take_is_taken(officer: Browser) -> None:
    assert choose(officer, "x" * (2 * 1024 * 1024)).status_code == 303


def test_a_file_of_somebody_else_is_not_there(
    officer: Browser, alone: Flask, house: Workshop
) -> None:
    sent = choose(officer, STAFF)
    another = sign_in(alone, house, Role.OFFICER, MANAGER)

    assert another.open(sent.location).status_code == 404


def test_others_bring_nothing_in(alone: Flask, house: Workshop) -> None:
    manager = sign_in(alone, settled(house), Role.MANAGER, MANAGER)

    assert manager.open(BEGIN).status_code == 403
    fields = {"csrf_token": manager.token("/training/team/"), "kind": "workers"}
    assert manager.client.post(BEGIN, data=fields).status_code == 403
