"""An agreement's page says all that is so of it, and nothing of any other client."""

from datetime import date
from typing import Final

import pytest
from flask import Flask

from lms.actions.agreements.open_retraining import Opening, open_retraining
from lms.kernel.access import SYSTEM, Role
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from tests.accounts.people import Browser
from tests.actions.agreements.told import PDF
from tests.pages.officer.agreements.sending import AGREEMENTS, FIELDS, send_paper
from tests.pages.officer.desk import heading, hidden, said, sign_in
from tests.reports.agreement.clients import TIDE, WREN, bring_clients
from tests.reports.house import BASICS, MANAGER, settled

PAGE: Final = f"{AGREEMENTS}{TIDE}"


@pytest.fixture
def bound(house: Workshop) -> Workshop:
    with settled(house).work(SYSTEM) as work:
        bring_clients(work)
    return house


@pytest.fixture
def officer(alone: Flask, bound: Workshop) -> Browser:
    return sign_in(alone, bound, Role.OFFICER, WorkerId("W-020"))


def test_the_list_says_how_each_runs_who_serves_it_and_what_is_missing(officer: Browser) -> None:
    html = officer.open(AGREEMENTS).text

    text = said(html)
    assert heading(html) == "Two agreements are on record."
    assert "380 days left 2 Nobody 1 missing The signed copy" in text
    assert "No end 3 2 late 5 missing" in text
    assert "Counsel's word on a business associate agreement alone" in text


def test_the_page_answers_for_one_agreement_alone(officer: Browser) -> None:
    html = officer.open(PAGE).text

    text = said(html)
    assert heading(html) == "Low Tide Clinic"
    assert "2 people serve it today. Nobody is late." in text
    assert "2 of 2" in text
    assert "it is fully bound by the regulations in this part" in text
    for other in ("Wren", WREN, "Cosmo"):
        assert other not in html.partition("<main")[2]


def test_access_before_training_stands_on_the_page(officer: Browser) -> None:
    text = said(officer.open(PAGE).text)

    assert "Tova Lindqvist 1 Apr 2025" in text
    assert "244 days after" in text


def test_a_business_associate_agreement_alone_is_put_to_counsel_cautiously(
    officer: Browser,
) -> None:
    text = said(officer.open(f"{AGREEMENTS}{WREN}").text)

    assert "whether such an agreement alone is enough is argued" in text
    assert "Ask counsel." in text
    assert "For counsel" not in said(officer.open(PAGE).text)


def test_an_agreement_is_recorded_with_its_signed_copy_and_changed_without_loss(
    officer: Browser,
) -> None:
    new = f"{AGREEMENTS}new"
    done = send_paper(officer, new, PDF, "signed.pdf", **FIELDS)
    assert done.status_code == 303
    page = officer.open(done.location).text
    assert "The agreement is recorded as you described it." in page
    assert "Where: clause 3, page 2." in page
    assert "Recorded as not in the agreement." in page
    assert "Renewal due: 89 days left" in said(page)
    link = page.partition("/papers/")[2].partition('"')[0]

    change = f"{AGREEMENTS}QSOA-030/change"
    assert 'value="clause 3, page 2"' in officer.open(change).text
    again = send_paper(officer, change, PDF + b"%%EOF", "new.pdf", **FIELDS)
    assert again.status_code == 303

    old = officer.open(f"{AGREEMENTS}QSOA-030/papers/{link}")
    assert old.data == PDF
    assert old.headers["Content-Disposition"] == 'attachment; filename="signed.pdf"'
    assert old.headers["Content-Security-Policy"].startswith("sandbox")
    assert officer.open(f"{PAGE}/papers/{link}").status_code == 404
    assert "Signed copies of before" in officer.open(f"{AGREEMENTS}QSOA-030").text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"effective_on": ""}, "effective_on"),
        ({"effective_on": "1 May"}, "effective_on"),
        ({"ends_on": "2025-01-01"}, "ends_on"),
        ({"kind": "treaty"}, "kind"),
        ({"id": "a b"}, "id"),
        ({"id": TIDE}, "id"),
        ({"program_name": "x" * 300}, "program_name"),
        ({"program_name": "Low\u202eTide"}, "program_name"),
    ],
)
def test_what_cannot_be_so_is_said_at_its_field(
    officer: Browser, changes: dict[str, str], field: str
) -> None:
    refused = send_paper(officer, f"{AGREEMENTS}new", **{**FIELDS, **changes})

    assert refused.status_code == 422
    assert f'href="#f-{field}"' in refused.text
    assert f'id="f-{field}-error"' in refused.text


def test_a_file_that_is_no_pdf_or_too_large_is_refused(officer: Browser) -> None:
    new = f"{AGREEMENTS}new"

    refused = send_paper(officer, new, b"<html>", "copy.pdf", **FIELDS)
    assert (refused.status_code, "This is no PDF." in refused.text) == (422, True)
    assert send_paper(officer, new, b"%PDF-" + b"x" * 30_000_000, "x.pdf").status_code == 413
    assert officer.open(f"{AGREEMENTS}QSOA-030").status_code == 404


def test_a_hostile_name_is_only_shown(officer: Browser) -> None:
    name = "=<script>alert(1)</script> מרפאה"
    done = send_paper(officer, f"{AGREEMENTS}new", **{**FIELDS, "program_name": name})

    assert heading(officer.open(done.location).text) == name
    assert "<script>alert" not in officer.open(AGREEMENTS).text


def test_who_serves_it_is_shown_with_its_effect_and_then_recorded_and_ended(
    officer: Browser,
) -> None:
    path = f"{PAGE}/serve"
    fields = {"worker": "W-003", "from_on": "2026-01-05", "access_granted_on": "2026-01-05"}
    shown = officer.send(path, page=path, **fields)
    assert shown.status_code == 200
    assert "This changes how 1 person stands." in said(shown.text)
    done = officer.send(path, page=path, shown=hidden(shown.text, "shown"), **fields)
    assert done.status_code == 303
    page = officer.open(done.location).text
    assert "3 people serve it today. One is late." in said(page)

    link = page.partition(f"{path}?worker=W-003")[2].partition('"')[0].replace("&amp;", "&")
    form = officer.open(f"{path}?worker=W-003{link}").text
    assert 'value="2026-01-05"' in form
    ended = {**fields, "to_on": "2026-01-30"}
    shown = officer.send(path, page=path, **ended)
    assert (
        officer.send(path, page=path, shown=hidden(shown.text, "shown"), **ended).status_code
        == 303
    )
    page = said(officer.open(PAGE).text)
    assert "2 people serve it today. Nobody is late." in page
    assert "Replaced by a later record" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"worker": ""}, "worker"),
        ({"worker": "W-404"}, "worker"),
        ({"from_on": ""}, "from_on"),
        ({"to_on": "2026-01-01"}, "to_on"),
        ({"worker": "W-001", "from_on": "2025-06-01"}, "from_on"),
    ],
)
def test_days_that_cannot_be_are_said_at_their_field(
    officer: Browser, changes: dict[str, str], field: str
) -> None:
    path = f"{PAGE}/serve"
    fields = {"worker": "W-003", "from_on": "2026-01-05", **changes}
    refused = officer.send(path, page=path, **fields)

    assert refused.status_code == 422
    assert f'href="#f-{field}"' in refused.text


def test_a_contract_agent_is_recorded_and_attests(officer: Browser) -> None:
    new = f"{PAGE}/agents/new"
    agent = {"name": "Gull Street Printing", "services": "Mails bills", "from_on": "2025-06-01"}
    done = officer.send(new, page=new, **agent)
    page = officer.open(done.location).text
    assert "in the preamble and not in the text of the rule" in page
    assert "Attestation missing" in page
    attest = page.partition('href="/training/agreements/QSOA-014/agents/')[2].partition('"')[0]
    attest = f"{PAGE}/agents/{attest}"

    said_of = {"attested_on": "2025-06-01", "attested_by": "Dag Rowe", "through_on": "2026-05-31"}
    assert send_paper(officer, attest, **{**said_of, "through_on": ""}).status_code == 422
    assert send_paper(officer, attest, b"GIF", "x.pdf", **said_of).status_code == 422
    assert send_paper(officer, attest, PDF, "x.pdf", **said_of).status_code == 303

    assert "Attested through 31 May 2026" in said(officer.open(PAGE).text)
    change = attest.removesuffix("/attest")
    assert 'value="Gull Street Printing"' in officer.open(change).text
    assert officer.send(change, page=change, **agent, to_on="2025-12-31").status_code == 303
    assert "Helps no more" in said(officer.open(PAGE).text)
    assert officer.send(change, page=change, **{**agent, "name": ""}).status_code == 422
    assert officer.open(change.replace(TIDE, WREN)).status_code == 404


def test_retraining_is_opened_and_stands_as_corrective_action(officer: Browser) -> None:
    path = "/training/retraining/new"
    fields = {
        "workers": "W-001, W-002",
        "course": BASICS,
        "incident": "INC-2026-014",
        "due_on": "2026-02-14",
        "agreement": TIDE,
        "approved_by": MANAGER,
    }
    refused = officer.send(path, page=path, **{**fields, "incident": "Jane Doe"})
    assert refused.status_code == 422
    assert "Never a patient" in refused.text

    done = officer.send(path, page=path, **fields)

    text = said(officer.open(done.location).text)
    assert "Corrective action: retraining after incidents" in text
    assert "INC-2026-014 14 Feb 2026 Open" in text
    assert "INC-2026-014" in officer.open("/training/reports/retraining").text
    none = officer.send(path, page=path, **{**fields, "agreement": "", "incident": "INC-2"})
    assert none.location.endswith("/training/reports/retraining")


def test_a_worker_sees_what_to_take_again_by_when_and_why(
    alone: Flask, bound: Workshop, officer: Browser
) -> None:
    path = "/training/retraining/new?workers=W-001"
    fields = {"course": BASICS, "due_on": "2026-02-14", "approved_by": MANAGER}
    assert 'value="W-001"' in officer.open(path).text
    officer.send(path, page=path, workers="W-001", incident="INC-2026-014", **fields)
    worker = sign_in(alone, bound, Role.WORKER, WorkerId("W-001"))

    html = worker.open("/training/").text
    assert heading(html) == "One thing is due, Tova."
    text = said(html)
    assert "Due Saturday 14 February, in 14 days" in text
    assert "after incident INC-2026-014: take the course again by 14 Feb 2026." in text
    person = said(officer.open("/training/people/W-001").text)
    assert "Retraining after incidents" in person
    assert "INC-2026-014 14 Feb 2026 Open" in person


def test_an_auditor_reads_and_records_nothing(alone: Flask, bound: Workshop) -> None:
    with bound.work(SYSTEM) as work:
        opening = Opening(
            workers=(WorkerId("W-001"),),
            course=BASICS,
            incident="INC-1",
            due_on=date(2026, 2, 1),
            approved_by=MANAGER,
            agreement=TIDE,
        )
        open_retraining(work, opening)
    auditor = sign_in(alone, bound, Role.AUDITOR)

    page = auditor.open(PAGE).text
    assert "INC-1" in page
    for words in ("Change or end", "Record who serves it", "Open retraining"):
        assert words not in page
    for path in (f"{AGREEMENTS}new", f"{PAGE}/change", f"{PAGE}/serve", f"{PAGE}/agents/new"):
        assert auditor.open(path).status_code == 403
    assert auditor.open("/training/retraining/new").status_code == 403


def test_managers_and_workers_see_no_agreement(alone: Flask, bound: Workshop) -> None:
    for role, worker in ((Role.MANAGER, MANAGER), (Role.WORKER, WorkerId("W-001"))):
        browser = sign_in(alone, bound, role, worker)
        assert browser.open(AGREEMENTS).status_code == 403
        assert browser.open(PAGE).status_code == 403
        assert "Agreements</a>" not in browser.open("/training/").text


def test_an_agreement_that_is_not_there_is_not_found(officer: Browser) -> None:
    for path in ("none", "none/change", "none/serve", "none/agents/new"):
        assert officer.open(f"{AGREEMENTS}{path}").status_code == 404
