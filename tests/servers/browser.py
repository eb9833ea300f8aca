"""The browser of the tests: Debian's Chromium, one per process, a clean profile per test."""

import shutil
import subprocess
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    sync_playwright,
)

SWITCHES: Final = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE_MILLISECONDS: Final = 10_000


def pytest_report_header() -> str:
    """Say which browser these tests drive."""
    command = [_program(), "--version", "--no-sandbox"]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return f"browser: {said.stdout.strip()}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser that runs as long as the tests do."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_program(), args=[*SWITCHES])
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody's browser, as new: no cookies, no history; downloads are taken."""
    somebody = browser.new_context(accept_downloads=True, locale="en-US")
    somebody.set_default_timeout(PATIENCE_MILLISECONDS)
    yield somebody
    somebody.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; its test fails if the security policy had to stop anything, or a script broke."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "TrustedHTML" in message.text:
            complaints.append(message.text)

    def broke(error: Error) -> None:
        complaints.append(error.message)

    opened = context.new_page()
    opened.on("console", heard)
    opened.on("pageerror", broke)
    yield opened
    assert complaints == []


def _program() -> str:
    found = shutil.which("chromium")
    if found is None:
        raise LookupError("The tests need a browser: apt-get install chromium")
    return found
