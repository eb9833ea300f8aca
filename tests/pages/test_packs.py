"""The evidence pack of an agreement is taken in a browser, signed, recorded, and whole."""

import io
from typing import Final

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.reports.verifying.files import verified
from tests.accounts.people import Browser
from tests.pages.officer.desk import heading, sign_in
from tests.reports.agreement.clients import TIDE, bring_clients
from tests.reports.agreement.pack.house import members
from tests.reports.house import TODAY, settled

PACKS: Final = f"/training/agreements/{TIDE}/packs"


@pytest.fixture
def auditor(alone: Flask, house: Workshop) -> Browser:
    """Somebody who takes reports, in the house with two clients."""
    with settled(house).work(SYSTEM) as work:
        bring_clients(work)
    return sign_in(alone, house, Role.AUDITOR)


def take(browser: Browser, roster: str = "", **fields: str) -> TestResponse:
    """Send the form, with a roster if there is one."""
    sent: dict[str, object] = {"csrf_token": browser.token(PACKS), **fields}
    if roster:
        sent["roster"] = (io.BytesIO(roster.encode()), "roster.csv")
    form = "multipart/form-data"
    return browser.client.post(PACKS, data=sent, content_type=form, buffered=True)


def test_two_clicks_from_the_reports_of_an_agreement_make_a_genuine_pack(
    auditor: Browser, house: Workshop
) -> None:
    index = auditor.open(f"/training/reports/?agreement={TIDE}").text
    own = auditor.open(f"/training/agreements/{TIDE}").text
    page = auditor.open(PACKS).text
    answer = take(auditor, as_of="2026-01-31", roster="worker_id\nW-001\n")

    assert f'href="{PACKS}' in index
    assert f'href="{PACKS}"' in own
    assert heading(page) == f"Evidence pack for Low Tide Clinic ({TIDE})"
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="evidence-QSOA-014-2026-01-31.zip"'
    )
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert verified(answer.data, {k.public.id: k for k in house.keys.known()}, TODAY).genuine
    assert "data/reports/reconciliation.csv" in members(answer.data)
    with house.look(SYSTEM) as work:
        newest = work.session.scalars(select(EntryRow).order_by(EntryRow.number.desc())).first()
        assert newest is not None
        assert newest.what == "PackExported"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"as_of": "2026-02-01"}, "Choose a day that has come."),
        ({"as_of": "soon"}, "Write the day as 2026-03-05"),
        ({"roster": "name\nTova\n"}, "worker_id"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_taken(
    auditor: Browser, fields: dict[str, str], said: str
) -> None:
    answer = take(auditor, **fields)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_an_agreement_that_is_not_there_has_no_pack(auditor: Browser) -> None:
    assert auditor.open("/training/agreements/none/packs").status_code == 404


def test_whoever_takes_no_reports_takes_no_pack(alone: Flask, house: Workshop) -> None:
    admin = sign_in(alone, settled(house), Role.ADMIN)

    assert admin.open(PACKS).status_code == 403
