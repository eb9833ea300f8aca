"""Components and layouts drawn without an application, and what their HTML holds."""

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import lms

TEMPLATES = Path(lms.__file__).parent / "templates"
STATIC = Path(lms.__file__).parent / "static" / "lms"

JINJA = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
"""The templates as the product loads them: escaping always, no unknown name passed over."""

Attributes = dict[str, str | None]


class Elements(HTMLParser):
    """Every element of a page, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Attributes]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[Attributes]:
        """Return the attributes of each element of that name, in order."""
        return [attributes for name, attributes in self.found if name == tag]


def draw(name: str, call: str, **values: object) -> str:
    """Render one call of the component of that name."""
    source = f'{{% from "lms/components/{name}.html" import {name} %}}{call}'
    return JINJA.from_string(source).render(**values)


def place(**changes: object) -> SimpleNamespace:
    """Return what the product tells every template, with the changes given."""
    known: dict[str, object] = {
        "organization": "Alder Quay",
        "contact_name": "Orrin Pike",
        "contact_email": "training@alderquay.example",
        "nav": [SimpleNamespace(label="My training", href="/training/", here=True)],
        "actor": SimpleNamespace(name="Juniper Vale"),
        "who": "Juniper Vale",
        "sign_out_url": "/sign-out",
        "theme": "dark",
        "theme_url": "/theme",
        "csrf": lambda: "token-1",
        "demonstration": False,
        "asset": lambda name: f"/static/{name}?h=1",
        "home_url": "/training/",
    }
    return SimpleNamespace(**(known | changes))
