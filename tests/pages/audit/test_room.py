"""One page answers the six questions of one agreement; every look is logged."""

import csv
import io
import zipfile
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from lms.kernel.access import Role
from lms.kernel.work import Workshop
from tests.accounts.people import give_account
from tests.builders import StillClock
from tests.pages.audit.clinic import (
    GUEST,
    HOME,
    OTHER,
    ROOMS,
    SECRETS,
    UNTIL,
    Clinic,
    clinic,
    links,
)
from tests.pages.conftest import another
from tests.pages.officer.desk import said
from tests.reports.agreement.pack.house import NUMBER


@pytest.fixture
def here(alone: Flask, house: Workshop) -> Clinic:
    return clinic(alone, house)


def test_the_only_room_is_entered_at_once_and_answers_six_questions(here: Clinic) -> None:
    assert here.sees("/training/").location == "/training/audit/"
    assert here.sees("/training/audit/").location == HOME
    words = said(here.sees(HOME).text)

    for answer in (
        "Six questions, answered as of 31 January 2026.",
        "room: Low Tide Clinic, QSOA-014",
        "Read-only for Tobin Marsh of Fenwick Rye Assurance, to 15 March 2026.",
        "1. Who had to be trained? 2 people serve under this agreement on the day.",
        "2 requirements, each with the ground it rests on",
        "required trainings that count are covered on the day",
        "0 % passed at the first attempt: 0 of 1.",
        "1 extension.",
        "Every fact is sealed into a ledger",
    ):
        assert answer in words
    assert "My training" not in words


def test_every_link_of_the_room_opens_and_none_tells_of_another_client(here: Clinic) -> None:
    seen, waiting = set[str](), [HOME, f"{HOME}?as_of=2025-12-31", f"{HOME}sample?seed=7"]
    while waiting:
        path = waiting.pop()
        answer = here.sees(path)
        # Fixtures name entries that are of others: such a proof is withheld, and says so.
        withheld = "/proofs/" in path and "no business of this agreement" in answer.text
        assert answer.status_code == 200 or withheld, path
        answer.close()
        if answer.mimetype not in {"text/html", "text/csv", "application/json"}:
            continue
        assert not [one for one in SECRETS if one in answer.text], path
        if answer.mimetype == "text/html":
            own = {one for one in links(answer.text) if one.startswith(HOME)}
            waiting += sorted(own - seen)
            seen |= own
    assert len(seen) >= 40
    assert any(one.endswith(f"{NUMBER}.pdf") for one in seen)


def test_the_incidents_day_is_one_click_and_stays_in_every_link(here: Clinic) -> None:
    page = here.sees(f"{HOME}?as_of=2025-06-01").text

    assert "answered as of 1 June 2025" in said(page)
    rows = [one for one in links(page) if f"{HOME}rows/" in one]
    assert rows
    assert all("as_of=2025-06-01" in one for one in rows)


def test_a_day_that_is_none_is_told_at_its_field(here: Clinic) -> None:
    for asked, told in (
        ("as_of=soon", "as_of"),
        ("as_of=2026-02-01", "Choose a day that has come"),
        ("known_at=31%2F31", "known_at"),
    ):
        answer = here.sees(f"{HOME}?{asked}")
        assert answer.status_code == 422, asked
        assert told in answer.text
        assert here.sees(f"{HOME}rows/people?{asked}").status_code == 422, asked


def test_the_rows_are_taken_as_files_that_say_the_same(here: Clinic) -> None:
    rows = list(csv.DictReader(io.StringIO(here.sees(f"{HOME}rows/people.csv").text)))

    assert {row["worker_id"] for row in rows if row["on_the_day"] == "yes"} == {"W-001", "W-010"}
    assert here.sees(f"{HOME}rows/people.pdf").data.startswith(b"%PDF-")
    assert here.sees(f"{HOME}rows/standing.xlsx").data.startswith(b"PK")


def test_a_roster_is_held_against_the_records_and_not_kept(here: Clinic) -> None:
    roster = b"worker_id,name\nW-001,Tova Lindqvist\nW-099,Nobody Known\n"
    sent = {
        "csrf_token": here.auditor.token(HOME),
        "roster": (io.BytesIO(roster), "roster.csv"),
    }

    words = said(here.auditor.client.post(HOME, data=sent).text)

    assert "1 on the roster alone, 1 on record alone" in words
    broken = {"csrf_token": here.auditor.token(HOME), "roster": (io.BytesIO(b"x\ny"), "r.csv")}
    assert here.auditor.client.post(HOME, data=broken).status_code == 422


def test_the_ledger_is_checked_in_one_click_and_the_pack_is_taken(here: Clinic) -> None:
    checked = said(here.sees(f"{HOME}ledger").text)
    pack = here.auditor.send(f"{HOME}pack", page=HOME)

    assert "is whole" in checked
    assert "part2-lms checkpoint" in checked
    content = pack.data
    pack.close()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert any(name.endswith("index.html") for name in archive.namelist())


def test_officers_see_who_looked_at_what(here: Clinic) -> None:
    here.sees(HOME)
    here.sees(f"{HOME}people/W-001")

    words = said(here.officer.open(ROOMS).text)

    assert "Tobin Marsh the dossier of W-001" in words
    assert "Tobin Marsh the six answers" in words


def test_another_agreement_is_as_if_it_were_not_there(here: Clinic) -> None:
    nowhere = here.sees("/training/audit/QSOA-999/")

    for path in (
        OTHER,
        f"{OTHER}rows/people",
        f"{OTHER}people/W-020",
        f"{OTHER}sample.zip?seed=1",
    ):
        answer = here.sees(path)
        assert (answer.status_code, said(answer.text)) == (404, said(nowhere.text))
    assert here.auditor.send(f"{OTHER}pack", page=HOME).status_code == 404
    assert here.auditor.send(f"{OTHER}sample", page=HOME, size="5").status_code == 404


def test_what_is_not_the_agreements_is_not_there(here: Clinic) -> None:
    nobody = UUID(int=999)
    for path in (
        "people/W-020",
        "people/%00",
        "people/..%2f..%2fpeople%2fW-001",
        "certificates/P2L-0001.pdf",
        f"proofs/completions/{nobody}.json",
        "proofs/people/.json",
        "proofs/attempts/1.json",
        f"proofs/grades/{nobody}.json",
        "proofs/descriptions/9.json",
        "texts/part2-core/9",
        "texts/other/1",
        "rows/ledger",
    ):
        assert here.sees(f"{HOME}{path}").status_code == 404, path


def test_a_room_ends_by_itself_and_at_once_when_it_is_closed(
    here: Clinic, clock: StillClock
) -> None:
    form = here.officer.open(ROOMS).text
    close = next(one for one in form.split('action="') if "/close" in one).partition('"')[0]
    refused = here.officer.send(close, page=ROOMS, reason=" ")
    closed = here.officer.send(close, page=ROOMS, reason="The review is over")

    assert refused.status_code == 422
    assert closed.status_code == 303
    assert here.sees(HOME).status_code == 404
    assert "No room is open to you" in here.sees("/training/audit/").text
    assert here.officer.send(close, page=ROOMS, reason="Again").status_code == 409
    assert clock.now.date() < UNTIL


def test_after_the_last_day_the_room_is_gone(
    here: Clinic, alone: Flask, clock: StillClock
) -> None:
    clock.now += UNTIL - clock.now.date() + timedelta(days=1)
    later = another(alone)
    assert here.room.until_on == UNTIL
    assert later.sign_in(GUEST).status_code == 303

    assert later.open(HOME).status_code == 404


def test_an_auditor_of_the_house_sees_every_agreement_as_before(
    here: Clinic, alone: Flask, house: Workshop
) -> None:
    give_account(house, "internal@alderquay.example", Role.AUDITOR)
    browser = another(alone)
    browser.sign_in("internal@alderquay.example")

    assert browser.open(HOME).status_code == 200
    assert browser.open(OTHER).status_code == 200
    assert browser.open("/training/reports/").status_code == 200
    assert browser.open("/training/audit/QSOA-999/").status_code == 404
    assert here.room.agreement in browser.open("/training/audit/").text
