"""An officer records an agreement on a phone's width: paper, people, agent, retraining."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Page, expect

from tests.actions.agreements.told import PDF
from tests.e2e.hands import Pointer
from tests.e2e.house import JUNIPER, OFFICER, House
from tests.e2e.seeing import faults
from tests.e2e.visiting import Visitors
from tests.e2e.worker import Walk

NARROW: Final = {"width": 320, "height": 800}


def stands(page: Page, words: str) -> None:
    """Expect that a page of this heading can be used by everybody, and go on at 320 pixels."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    assert faults(page) == []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # width and height


def record(walk: Walk, folder: Path) -> None:
    """Record an agreement with its signed copy."""
    page, hands = walk.hands.page, walk.hands
    hands.press("Record an agreement")
    stands(page, "Record an agreement")
    hands.press("Record it")
    expect(page.locator(".problem")).to_be_focused()
    for label, words in (
        ("Agreement id", "QSOA-014"),
        ("Program", "Low Tide Clinic"),
        ("Program id", "P-1"),
        ("In force from", "2026-05-01"),
        ("Where it says so", "clause 3, page 2"),
    ):
        hands.write(label, words)
    page.get_by_label("It says that we are fully bound by Part 2").select_option("yes")
    (folder / "signed.pdf").write_bytes(PDF)
    page.get_by_label("Signed copy").set_input_files(folder / "signed.pdf")
    hands.press("Record it")
    stands(page, "Low Tide Clinic")


def test_an_agreement_is_recorded_served_and_followed_at_320_pixels(
    house: House, visitors: Visitors, tmp_path: Path
) -> None:
    house.give_account(OFFICER)
    page = visitors.enter(viewport=NARROW)
    walk = Walk(house, Pointer(page))
    walk.sign_in(OFFICER)
    walk.hands.press("Agreements")
    stands(page, "No agreement is on record yet.")
    record(walk, tmp_path)

    walk.hands.press("Record who serves it")
    walk.hands.write("Worker id", "W-101")
    walk.hands.write("Serves it from", "2026-06-01")
    walk.hands.write("Access to records granted on", "2026-06-01")
    walk.hands.press("Show what will come of it")
    stands(page, "Who serves QSOA-014")
    walk.hands.press("Record it")
    stands(page, "Low Tide Clinic")
    main = page.get_by_role("main")
    expect(main).to_contain_text("1 person serves it today.")
    expect(main).to_contain_text("Not yet")

    walk.hands.press("Record a contract agent")
    walk.hands.write("Contract agent", "Gull Street Printing")
    walk.hands.write("What it helps with", "Mails bills")
    walk.hands.write("Helps from", "2026-06-01")
    walk.hands.press("Record the agent")
    expect(main).to_contain_text("Attestation missing")

    walk.hands.press("Open retraining")
    stands(page, "Open retraining after an incident")
    walk.hands.write("Worker ids", "W-101")
    walk.hands.write("Incident", "INC-2026-014")
    walk.hands.write("To be done by", "2026-06-29")
    walk.hands.write("Approved by", "W-110")
    walk.hands.press("Open it")
    stands(page, "Low Tide Clinic")
    expect(main).to_contain_text("Corrective action")
    with page.expect_download() as taken:
        page.get_by_role("link", name="signed.pdf").first.click()
    assert Path(taken.value.path()).read_bytes() == PDF


def test_a_worker_who_is_to_take_a_course_again_has_it_done_by_passing(
    house: House, visitors: Visitors
) -> None:
    house.let_pass(JUNIPER)
    house.clock.forward(days=1)
    house.give_account(OFFICER)
    officer = Walk(house, Pointer(visitors.enter()))
    officer.sign_in(OFFICER, "/training/retraining/new?workers=W-101")
    page = officer.hands.page
    page.get_by_label("Course to take again").select_option("part2-core")
    officer.hands.write("Incident", "INC-2026-014")
    officer.hands.write("To be done by", "2026-06-29")
    officer.hands.write("Approved by", "W-110")
    officer.hands.press("Open it")
    stands(page, "Who was asked to take a course again, by when, and who has.")
    house.give_account(JUNIPER)
    worker = Walk(house, Pointer(visitors.enter(viewport=NARROW)))
    worker.sign_in(JUNIPER)
    stands(worker.hands.page, "One thing is due, Juniper.")

    house.clock.forward(minutes=5)
    house.let_pass(JUNIPER)

    worker.hands.page.reload()
    expect(worker.hands.page.get_by_role("heading", level=1)).to_have_text(
        "Nothing is due, Juniper."
    )
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Done 16 Jun 2026")
