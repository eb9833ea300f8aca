"""What tests of pages ask for: the product standing alone, and a browser in front of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from flask import Flask

from lms.kernel.work import Workshop
from lms.standalone import create_app
from tests.accounts.people import Browser, workshop_of
from tests.builders import ORGANIZATION, StillClock, a_keyring, counted_ids

KEY: Final = "a key of the tests that opens nothing at all"


@pytest.fixture
def alone(database_url: str, tmp_path: Path, clock: StillClock) -> Iterator[Flask]:
    """The product standing alone, over TLS, at noon."""
    settings = {
        "LMS_DATABASE_URL": database_url,
        "LMS_SECRET_KEY": KEY,
        "LMS_FILES": tmp_path / "files",
        "LMS_KEYS": a_keyring(tmp_path).folder,
        "LMS_PUBLIC_URL": "https://localhost",
        "LMS_ORGANIZATION": ORGANIZATION.name,
        "LMS_CONTACT_NAME": ORGANIZATION.contact_name,
        "LMS_CONTACT_EMAIL": ORGANIZATION.contact_email,
    }
    app = create_app(settings, clock=clock, make_id=counted_ids())
    app.config["PREFERRED_URL_SCHEME"] = "https"
    yield app
    workshop_of(app).engine.dispose()


@pytest.fixture
def house(alone: Flask) -> Workshop:
    """Where the application that stands alone keeps its records."""
    return workshop_of(alone)


@pytest.fixture
def browser(alone: Flask) -> Browser:
    """A browser that has never been here."""
    return another(alone)


def another(app: Flask) -> Browser:
    """Open one more browser."""
    client = app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    return Browser(client)
