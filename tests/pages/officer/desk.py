"""A desk at which an officer or a manager sits: the house of the reports, and their browsers."""

import re
from html import unescape
from typing import Final

from flask import Flask
from sqlalchemy import func, select

from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.set_password import set_password
from lms.kernel.access import SYSTEM, Role
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.standing.tables import CompletionRow, ExceptionRow
from tests.accounts.people import PASSWORD, Browser
from tests.pages.conftest import another

PEOPLE: Final = "/training/people/"
HOLLIS: Final = f"{PEOPLE}W-002"
"""Late since 28 December 2025; reports to Maren Slate (W-010)."""
ANNUAL: Final = "part2-core-annual"


def sign_in(app: Flask, house: Workshop, role: Role, worker: WorkerId | None = None) -> Browser:
    """Sign somebody in who has an account of a role."""
    email = f"{role}-{worker}@alderquay.example".lower()
    with house.work(SYSTEM) as work:
        link = make_account(work, email, role, worker)
        assert set_password(work, link.token, PASSWORD) is None
    browser = another(app)
    assert browser.sign_in(email).status_code == 303
    return browser


def said(html: str) -> str:
    """Return the words of a page, without its tags."""
    text = re.sub(r"<(script|svg).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", text)))


def heading(html: str) -> str:
    """Return the answer of a page."""
    return unescape(re.findall(r"<h1[^>]*>(.*?)</h1>", html)[0])


def hidden(html: str, name: str) -> str:
    """Return what a hidden field of a page holds."""
    found = re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', html)
    return unescape(found[0]) if found else ""


def counted(house: Workshop) -> tuple[int, int]:
    """How many exceptions and completions are on record."""
    with house.look(SYSTEM) as work:
        return (
            work.session.scalar(select(func.count()).select_from(ExceptionRow)) or 0,
            work.session.scalar(select(func.count()).select_from(CompletionRow)) or 0,
        )


def confirm(browser: Browser, deed: str, **fields: str) -> str:
    """Show what will come of a deed, then confirm it; return the page that was shown."""
    path = f"{HOLLIS}/{deed}"
    shown = browser.send(path, page=path, **fields)
    assert shown.status_code == 200
    digest = hidden(shown.text, "shown")
    done = browser.send(path, page=path, shown=digest, **fields)
    assert done.status_code == 303
    assert done.location == f"{HOLLIS}?done={deed}"
    return shown.text
