"""What the journeys ask for: the house with its door open, and visitors who are watched."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from lms.library import Library, bundled_content, open_library
from tests.builders import StillClock
from tests.e2e.house import MORNING, House, opened_house
from tests.e2e.visiting import Visitors
from tests.servers.databases import Databases

FOLDER = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder."""
    for item in items:
        if item.path.is_relative_to(FOLDER):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture
def databases(request: pytest.FixtureRequest) -> Databases:
    """Where the database comes from: SQLite, unless a journey is told to use another."""
    made: Databases = request.getfixturevalue(getattr(request, "param", "sqlite"))
    return made


@pytest.fixture(scope="session")
def library() -> Library:
    """The content as it is published: the journeys know from it what is right."""
    return open_library(bundled_content())


@pytest.fixture
def house(
    database_url: str, tmp_path: Path, clock: StillClock, library: Library
) -> Iterator[House]:
    """The house on a Monday morning in June, open to everybody on this machine."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    clock.now = MORNING
    with opened_house(database_url, tmp_path, clock, library) as house:
        yield house


@pytest.fixture
def visitors(browser: Browser, house: House) -> Iterator[Visitors]:
    """Whoever comes to the house; no page of theirs may have broken a rule of the browser."""
    coming = Visitors(browser, house.url)
    yield coming
    coming.leave()
    assert coming.complaints == []
