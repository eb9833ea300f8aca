"""A list is brought along, held against the records, shown or taken, and not kept."""

import json
from typing import Final

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from tests.accounts.people import Browser
from tests.pages.officer.desk import heading, said, sign_in
from tests.reports.agreement.clients import TIDE, bring_clients
from tests.reports.house import MANAGER, settled

RECONCILIATION: Final = "/training/reports/reconciliation"
BEFORE: Final = "/training/reports/before-access"
ROSTER: Final = "worker_id,name\nW-001,Tova Lindqvist\nW-404,<script>x</script>\n"
ACCESS: Final = "worker_id,system,granted_on\nW-001,Vault,2025-06-01\nW-010,Vault,2025-06-02\n"


@pytest.fixture
def auditor(alone: Flask, house: Workshop) -> Browser:
    with settled(house).work(SYSTEM) as work:
        bring_clients(work)
    return sign_in(alone, house, Role.AUDITOR)


def bring(browser: Browser, path: str, content: str, form: str = "") -> TestResponse:
    """Send a list as a browser does."""
    parts = (
        ('name="csrf_token"', browser.token(path.partition("?")[0])),
        ('name="form"', form),
        ('name="file"; filename="staff.csv"', content),
    )
    body = "".join(
        f"--parted\r\nContent-Disposition: form-data; {name}\r\n\r\n{told}\r\n"
        for name, told in parts
    )
    return browser.client.post(
        path,
        data=f"{body}--parted--\r\n".encode(),
        content_type="multipart/form-data; boundary=parted",
    )


def test_a_roster_is_shown_beside_the_records(auditor: Browser) -> None:
    assert "Choose the list" in auditor.open("/training/reports/").text

    answer = bring(auditor, RECONCILIATION, ROSTER)

    assert answer.status_code == 200
    assert heading(answer.text) == "The two lists differ in 6 workers."
    text = said(answer.text)
    assert "On the roster 2 On record 6 In both 1" in text
    assert "No record has this id." in text
    assert "<script>x" not in answer.text


def test_a_roster_of_one_agreement_that_is_complete_says_so(auditor: Browser) -> None:
    complete = "worker_id\nW-001\nW-010\n"
    answer = bring(auditor, f"{RECONCILIATION}?agreement={TIDE}", complete)

    assert heading(answer.text) == "The two lists hold the same 2 workers."


def test_a_roster_is_taken_as_a_file(auditor: Browser) -> None:
    answer = bring(auditor, RECONCILIATION, ROSTER, "json")

    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert [row["where"] for row in json.loads(answer.data)][:2] == ["both", "records_only"]


def test_an_access_list_shows_its_exceptions(auditor: Browser) -> None:
    assert "An access list" in auditor.open(BEFORE).text

    answer = bring(auditor, f"{BEFORE}?requirement=part2-core-annual", ACCESS)

    assert heading(answer.text) == "Access came before the training in 1 of 2 rows."
    assert "183 days after" in said(answer.text)
    assert "1 day before" in said(answer.text)


def test_without_a_list_there_is_nothing_to_take(auditor: Browser) -> None:
    assert auditor.open(f"{RECONCILIATION}.csv").status_code == 422
    for content, words in (("", "Choose a file"), ("name\nx\n", "“worker_id” is missing")):
        refused = bring(auditor, RECONCILIATION, content)
        assert refused.status_code == 422
        assert words in refused.text
        assert 'href="#f-file"' in refused.text


def test_a_list_beyond_the_limit_is_refused(auditor: Browser) -> None:
    assert bring(auditor, RECONCILIATION, "x" * (18 * 1024 * 1024)).status_code == 413


def test_a_manager_holds_no_list_against_the_records(alone: Flask, house: Workshop) -> None:
    manager = sign_in(alone, settled(house), Role.MANAGER, MANAGER)

    assert manager.open(RECONCILIATION).status_code == 403
    assert bring(manager, "/training/team/", ROSTER).status_code in {403, 405}
    token = manager.token("/training/team/")
    assert manager.client.post(RECONCILIATION, data={"csrf_token": token}).status_code == 403
