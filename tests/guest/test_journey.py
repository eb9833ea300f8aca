"""A worker's whole way through the training inside an application that was there first."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from pypdf import PdfReader

from tests.builders import StillClock
from tests.guest.desk import Desk, open_desk
from tests.guest.staff import bring_in_everybody
from tests.guest.visitor import Visitor
from tests.pages.classroom import answers, text_of


class Place(NamedTuple):
    """Where the application is mounted, and where the product in it."""

    mount: str
    prefix: str


@pytest.fixture(
    params=[Place("", "/training"), Place("", "/learn"), Place("/app", "/training")],
    ids=["at the root", "under /learn", "under /app"],
)
def placed(
    request: pytest.FixtureRequest, settings: dict[str, Any], clock: StillClock
) -> Iterator[Desk]:
    """The desk, wherever it stands."""
    place: Place = request.param
    where = {
        "LMS_URL_PREFIX": place.prefix,
        "LMS_PUBLIC_URL": f"https://desk.example{place.mount}",
    }
    opened = open_desk({**settings, **where}, clock, place.mount)
    bring_in_everybody(opened.workshop)
    yield opened
    opened.workshop.engine.dispose()


def test_a_worker_signs_in_at_the_host_and_goes_all_the_way_to_a_certificate(
    placed: Desk,
) -> None:
    tova = placed.visitor()
    tova.open(f"{placed.prefix}/")
    assert "The door" in tova.text
    tova.send("Come in", {"who": "tova"})
    assert tova.at == f"{placed.prefix}/"
    assert "Answering callers" in text_of(tova.text)

    read_lessons(tova)
    take_quiz(tova, wrong=3)
    assert "Not passed yet, with 0 of 3." in text_of(tova.text)
    take_quiz(tova)
    assert "You passed, with 3 of 3." in text_of(tova.text)

    certificate = tova.follow("Download certificate")
    printed = printed_in(certificate.data)
    assert certificate.content_type == "application/pdf"
    assert "Tova Lindqvist" in printed
    check(placed, printed)


def read_lessons(worker: Visitor) -> None:
    """Read every lesson, each from the button of the one before."""
    worker.follow("Start: Lesson 1 of 2")
    worker.send("Mark as read, and go on")
    worker.send("Mark as read, and go on")


def take_quiz(worker: Visitor, wrong: int = 0) -> None:
    """Take the quiz from the page where its button stands, and hand it in."""
    worker.send("quiz" if "Start the quiz" in worker.text else "Try again")
    worker.send("Hand in and state this", answers(worker.text, wrong))


def printed_in(pdf: bytes) -> str:
    """Return what a certificate says."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def check(desk: Desk, printed: str) -> None:
    """Let somebody who has no account open the address that the certificate shows."""
    shown = re.search(r"desk\.example(/[\w/\s]+P2L-[\w-]+)", printed)
    assert shown is not None, printed
    address = "".join(shown[1].split())
    assert address.startswith(f"{desk.prefix}/verify/P2L-")

    stranger = desk.visitor()
    assert stranger.open(address).status_code == 200
    assert "This certificate is genuine, and it counts today." in text_of(stranger.text)
