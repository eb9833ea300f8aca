"""A client's auditor is let in, draws a sample and takes it, on pages that everybody can use."""

from io import BytesIO
from pathlib import Path

from playwright.sync_api import Page, expect

from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_coverage import import_coverage
from lms.kernel.access import SYSTEM
from lms.reports.verifying.files import verified
from tests.accounts.people import PASSWORD
from tests.e2e.hands import Pointer
from tests.e2e.house import OFFICER, ORRIN, House
from tests.e2e.test_accessibility import Tour
from tests.e2e.visiting import Visitors
from tests.e2e.worker import Walk

GUEST = "tobin.marsh@fenwickrye.example"
AGREEMENT = b"""\
agreement_id,kind,program_id,program_name,effective_on
QSOA-014,combined,P-1,Low Tide Clinic,2026-01-01
"""
COVERAGE = b"""\
worker_id,agreement_id,from_on,to_on,access_granted_on
W-101,QSOA-014,2026-05-20,,2026-05-20
W-102,QSOA-014,2026-01-01,,2026-01-05
"""


def test_an_auditor_is_let_in_and_takes_a_sample_home(house: House, visitors: Visitors) -> None:
    bring(house)
    desk = officer(house, visitors)
    link = let_in(desk)
    page = visitors.enter()
    page.goto(link)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Set password").click()
    page.get_by_label("Work email").fill(GUEST)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Six questions")
    tour = Tour(page)
    tour.look("six")
    page.get_by_label("How many").fill("2")
    page.get_by_label("Seed").fill("20260615")
    page.get_by_role("button", name="Draw complete dossiers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 of 2 were drawn.")
    page.locator("summary").last.click()
    tour.look("sample")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download these dossiers (ZIP)").click()
    taken = Path(download.value.path()).read_bytes()
    keys = {one.public.id: one for one in house.workshop.keys.known()}
    assert verified(taken, keys, house.clock().date()).genuine
    for name in ("people/W-102", "rows/standing", "ledger", "texts/part2-core/1"):
        tour.look(name, f"/training/audit/QSOA-014/{name}")
    desk.goto("/training/agreements/QSOA-014/rooms")
    expect(desk.get_by_role("table", name="The latest looks")).to_contain_text("W-102")
    looked = Tour(desk)
    looked.look("rooms", "/training/agreements/QSOA-014/rooms")
    assert {**tour.wrong, **looked.wrong} == {}


def bring(house: House) -> None:
    """Orrin has passed, and serves Low Tide Clinic as Juniper does."""
    house.let_pass(ORRIN)
    with house.workshop.work(SYSTEM) as work:
        assert import_agreements(work, BytesIO(AGREEMENT)).problems == ()
        assert import_coverage(work, BytesIO(COVERAGE)).problems == ()


def officer(house: House, visitors: Visitors) -> Page:
    """The officer, signed in, at the page of the agreement's rooms."""
    house.give_account(OFFICER)
    walk = Walk(house, Pointer(visitors.enter()))
    walk.sign_in(OFFICER, "/training/agreements/QSOA-014/rooms")
    return walk.hands.page


def let_in(desk: Page) -> str:
    """Open a room, and return the path of the link that is shown once."""
    told = {
        "The auditor’s name": "Tobin Marsh",  # noqa: RUF001 - as the page writes it
        "Whom they work for": "Fenwick Rye Assurance",
        "Their email address": GUEST,
        "Last day": "2026-08-31",
        "Approved by": "W-110",
        "Why": "Yearly review",
    }
    for label, words in told.items():
        desk.get_by_label(label, exact=True).fill(words)
    desk.get_by_role("button", name="Open the room").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("The room is open.")
    link = desk.locator("main .sunk a").first.get_attribute("href") or ""
    return link[link.index("/set-password/") :]
