"""What was recorded in error is withdrawn or parted again, and stays to be seen."""

import pytest
from flask import Flask

from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.people.store import record_workers
from tests.accounts.people import Browser
from tests.pages.officer.desk import (
    HOLLIS,
    PEOPLE,
    confirm,
    heading,
    hidden,
    said,
    sign_in,
)
from tests.reports.house import MANAGER, TODAY, settled, somebody


@pytest.fixture
def officer(alone: Flask, house: Workshop) -> Browser:
    return sign_in(alone, settled(house), Role.OFFICER, MANAGER)


def test_a_wrong_completion_is_withdrawn_and_the_right_one_names_it(officer: Browser) -> None:
    link = officer.open(HOLLIS).text.partition("Correct this")[0].rpartition('href="')[2]
    path = link.partition('"')[0]
    form = officer.open(path).text
    assert heading(form) == "Withdraw a record of Hollis Bramble"
    assert "Late, never completed" in said(form)

    digest = hidden(form, "shown")
    missing = officer.send(path, page=path, shown=digest, approved_by="W-010")
    assert missing.status_code == 422
    done = officer.send(
        path, page=path, shown=digest, reason="of somebody else", approved_by="W-010"
    )
    assert done.status_code == 303
    page = officer.open(done.location).text
    assert "It is withdrawn, and stays to be seen below." in page
    assert "of somebody else" in page
    fact = path.rpartition("/")[2]
    assert f"/training?corrects={fact}" in page
    right = f"{HOLLIS}/training?corrects={fact}"
    assert hidden(officer.open(right).text, "corrects") == fact

    confirm(
        officer,
        "training",
        course="part2-core",
        completed_on="2025-06-05",
        document="Certificate 18",
        version="1",
        approved_by="W-010",
        corrects=fact,
    )

    page = officer.open(HOLLIS).text
    assert f'href="#h-{fact}"' in page
    assert heading(page) == "Hollis Bramble is covered."
    again = officer.send(path, page=HOLLIS, shown=digest, reason="twice", approved_by="W-010")
    assert again.status_code == 409


def test_two_ids_are_merged_and_parted_again(officer: Browser, house: Workshop) -> None:
    with house.work(SYSTEM) as work:
        double = somebody(50, "H. Bramble", "Claims", 10)
        record_workers(work.session, [double], work.now, TODAY, "test")
    confirm(officer, "merge", duplicate="W-050", reason="same payroll", approved_by="W-010")

    assert "Also recorded as W-050." in said(officer.open(HOLLIS).text)
    other = officer.open(f"{PEOPLE}W-050").text
    assert heading(other) == "W-050 is another id of W-002."
    assert officer.open(f"{PEOPLE}W-050/leave").status_code == 404

    page = officer.open(HOLLIS).text
    path = page.partition("Undo this merge")[0].rpartition('href="')[2].partition('"')[0]
    form = officer.open(path).text
    assert heading(form) == "Undo this merge"
    fields = {"reason": "two people", "approved_by": "W-010", "shown": hidden(form, "shown")}
    assert officer.send(path, page=path, **fields).status_code == 303
    assert "Also recorded as" not in officer.open(HOLLIS).text


def test_a_retraining_opened_in_error_is_withdrawn_from_the_persons_page(
    officer: Browser,
) -> None:
    fields = {
        "workers": "W-002",
        "course": "part2-core",
        "incident": "INC-2026-014",
        "due_on": str(TODAY),
        "approved_by": "W-010",
    }
    new = "/training/retraining/new"
    assert officer.send(new, page=new, **fields).status_code == 303

    page = officer.open(HOLLIS).text
    row = page[page.index("To take again") :]
    path = row.partition("Correct this")[0].rpartition('href="')[2].partition('"')[0]
    form = officer.open(path).text
    fields = {"reason": "of another team", "approved_by": "W-010", "shown": hidden(form, "shown")}
    assert officer.send(path, page=path, **fields).status_code == 303

    words = said(officer.open(HOLLIS).text)
    assert "Withdrawn: a retraining after an incident" in words
    assert "of another team" in words
    assert "Withdrawn" in said(officer.open("/training/reports/retraining").text)


def test_what_is_not_on_record_cannot_be_corrected(officer: Browser) -> None:
    nothing = f"{HOLLIS}/correct/completion/00000000-0000-0000-0000-000000000404"

    assert officer.open(nothing).status_code == 404
