"""Visitors of the house: each with a browser profile of their own, each page watched."""

from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.servers.browser import PATIENCE_MILLISECONDS

PHONE: Final[dict[str, Any]] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
"""What a browser is told to be a phone."""
NOT_OURS: Final = "Failed to load resource"
"""What the browser itself notes of a page that was refused, or of a line that is down."""


@dataclass
class Visitors:
    """Opens browsers, and hears what they complain of: policy, scripts, errors of the server."""

    browser: Browser
    url: str
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def enter(self, **like: Any) -> Page:  # noqa: ANN401 - what Playwright takes
        """Open a page in a new profile, like `PHONE` or `java_script_enabled=False`."""
        context = self.browser.new_context(
            base_url=self.url, accept_downloads=True, locale="en-US", **like
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("response", self._answered)
        self.contexts.append(context)
        return context.new_page()

    def leave(self) -> None:
        """Close everything."""
        for context in self.contexts:
            context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        told = message.type in {"error", "warning"} or "Content Security Policy" in message.text
        if told and not message.text.startswith(NOT_OURS):
            self.complaints.append(message.text)

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} from {response.url}")
