"""The house with two clients, an auditor of one of them, and a room that is open to them."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

from flask import Flask
from werkzeug.test import TestResponse

from lms.actions.accounts.set_password import set_password
from lms.actions.agreements.rooms.open_audit_room import Opening, open_audit_room
from lms.agreements.rooms.model import Room
from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from tests.accounts.people import PASSWORD, Browser
from tests.builders import NOON
from tests.pages.conftest import another
from tests.pages.officer.desk import sign_in
from tests.reports.agreement.clients import TIDE, WREN
from tests.reports.agreement.pack.house import house as furnished
from tests.reports.house import MANAGER

GUEST: Final = "tobin.marsh@fenwickrye.example"
HOME: Final = f"/training/audit/{TIDE}/"
OTHER: Final = f"/training/audit/{WREN}/"
ROOMS: Final = f"/training/agreements/{TIDE}/rooms"
UNTIL: Final = NOON.date().replace(month=3, day=15)
OPENING: Final = Opening(
    agreement=TIDE,
    email=GUEST,
    guest="Tobin Marsh",
    firm="Fenwick Rye Assurance",
    until_on=UNTIL,
    approved_by=MANAGER,
    reason="Yearly review",
)
"""Of another client's affairs: nothing of these may ever be shown in the room of Low Tide."""
SECRETS: Final = (WREN, "Wren Street", "wren-yearly", "Hosting", "W-020")


@dataclass(frozen=True)
class Clinic:
    """The application, the room, and the browsers of its auditor and of the officer."""

    app: Flask
    house: Workshop
    room: Room
    auditor: Browser
    officer: Browser

    def sees(self, path: str) -> TestResponse:
        """What the auditor of the client is shown."""
        return self.auditor.open(path)


def clinic(app: Flask, house: Workshop) -> Clinic:
    """Furnish the house, open the room and let its auditor sign in."""
    furnished(house)
    with house.work(SYSTEM) as work:
        opened = open_audit_room(work, OPENING)
        assert opened.link is not None
        assert set_password(work, opened.link.token, PASSWORD) is None
    browser = another(app)
    assert browser.sign_in(GUEST).status_code == 303
    return Clinic(app, house, opened.room, browser, sign_in(app, house, Role.OFFICER))


def links(html: str) -> list[str]:
    """The addresses that a page leads to."""
    return [unescape(one) for one in re.findall(r'href="([^"]+)"', html)]
