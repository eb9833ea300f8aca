"""What tests of a guest ask for: the desk with the course published, wherever it is mounted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ORGANIZATION, StillClock, a_keyring
from tests.guest.desk import Desk, open_desk
from tests.guest.staff import bring_in_everybody


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> dict[str, Any]:
    """What the desk tells the product, in its own configuration."""
    return {
        "LMS_DATABASE_URL": database_url,
        "LMS_FILES": str(tmp_path / "files"),
        "LMS_KEYS": a_keyring(tmp_path).folder,
        "LMS_PUBLIC_URL": "https://desk.example",
        "LMS_ORGANIZATION": ORGANIZATION.name,
        "LMS_CONTACT_NAME": ORGANIZATION.contact_name,
    }


@pytest.fixture
def desk(settings: dict[str, Any], clock: StillClock) -> Iterator[Desk]:
    """The desk at the root of its site, on either engine."""
    opened = open_desk(settings, clock)
    bring_in_everybody(opened.workshop)
    yield opened
    opened.workshop.engine.dispose()
