"""A browser before the application: it only goes where a page leads, by links and by forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin

from werkzeug.test import Client, TestResponse


@dataclass
class Visitor:
    """Somebody's browser, the page it shows, and where that page is."""

    client: Client
    mount: str = ""
    at: str = "/"
    page: TestResponse | None = None

    def open(self, address: str) -> TestResponse:
        """Go to an address as it stands in a page, and on to wherever that leads."""
        self.at = urljoin(self.at, address).partition("#")[0]
        return self._arrive(self.client.get(self.at))

    def follow(self, words: str) -> TestResponse:
        """Follow the link that says this."""
        links = re.findall(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', self.text, re.DOTALL)
        said = [unescape(href) for href, inner in links if words in inner]
        assert said, f"No link says {words!r} on {self.at}: {links}"
        return self.open(said[0])

    def form(self, words: str) -> tuple[str, dict[str, list[str]]]:
        """Find the form with the button that says this: its address and what it holds already."""
        forms = re.findall(r"<form\b([^>]*)>(.*?)</form>", self.text, re.DOTALL)
        tag, inner = next(one for one in forms if words in one[1])
        held: dict[str, list[str]] = {}
        kept = r'<input [^>]*?name="([^"]+)" value="([^"]*)" checked'
        hiding = r'type="hidden" name="([^"]+)" value="([^"]*)"'
        for name, value in re.findall(hiding, inner) + re.findall(kept, inner):
            held.setdefault(name, []).append(value)
        action = re.search(r'action="([^"]*)"', tag)
        return urljoin(self.at, action[1] if action else ""), held

    def send(self, words: str, fields: Mapping[str, Any] | None = None) -> TestResponse:
        """Press the button that says this, with these fields beside what it holds already."""
        address, held = self.form(words)
        self.at = address
        return self._arrive(self.client.post(address, data={**held, **(fields or {})}))

    def come_in(self, who: str) -> TestResponse:
        """Sign in at the desk's own door."""
        self.open(f"{self.mount}/door")
        return self.send("Come in", {"who": who})

    @property
    def text(self) -> str:
        """What the page holds."""
        assert self.page is not None
        return self.page.text

    def _arrive(self, answer: TestResponse) -> TestResponse:
        self.page = answer
        return self.open(answer.location) if answer.status_code in {302, 303} else answer
