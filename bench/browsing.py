"""A browser without a network: WSGI calls with cookies, of which only the call is measured."""

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Any, Final

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.measuring import Cost, Meter

TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')
HOST: Final = "http://127.0.0.1"


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    headers: Headers
    content: bytes

    @property
    def text(self) -> str:
        """What it says, if it is no file."""
        return self.content.decode()

    @property
    def token(self) -> str:
        """The token that the page's forms carry; raise `LookupError` if there is none."""
        found = TOKEN.search(self.text)
        if found is None:
            raise LookupError("This page has no form.")
        return found.group(1)


@dataclass
class Browser:
    """Somebody's browser; it adds up its requests and the CPU milliseconds they cost."""

    app: Flask
    meter: Meter
    cookies: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    spent: float = 0.0

    def open(self, path: str) -> Page:
        """Follow a link; raise `RuntimeError` for any answer but a page."""
        page = self._ask(EnvironBuilder(path, HOST, headers=self.headers))
        if page.status != HTTPStatus.OK:
            raise RuntimeError(f"{path} answered {page.status}: {page.content[:500]!r}")
        return page

    def send(self, path: str, fields: dict[str, Any]) -> str:
        """Send a form, and return where it leads; raise `RuntimeError` if it was refused."""
        form = EnvironBuilder(path, HOST, method="POST", data=fields, headers=self.headers)
        page = self._ask(form)
        if page.status != HTTPStatus.SEE_OTHER:
            raise RuntimeError(f"{path} answered {page.status}: {page.content[:500]!r}")
        return page.headers["Location"].removeprefix(HOST)

    def cost_of(self, path: str) -> float:
        """Open a page and return the CPU milliseconds it cost."""
        before = self.spent
        self.open(path)
        return self.spent - before

    def opening(self, path: str) -> Cost:
        """Return what opens a page and tells the CPU milliseconds it cost."""
        return lambda: self.cost_of(path)

    @property
    def headers(self) -> Headers:
        """What the browser says of itself with each request."""
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return Headers({"Cookie": kept} if kept else {})

    def _ask(self, request: EnvironBuilder) -> Page:
        environ, pages = request.get_environ(), list[Page]()

        def call() -> None:
            body, status, headers = run_wsgi_app(self.app, environ, buffered=True)
            pages.append(Page(int(status.split()[0]), headers, b"".join(body)))

        self.spent += self.meter.milliseconds(call)
        self.requests += 1
        (page,) = pages
        for line in page.headers.getlist("Set-Cookie"):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return page
