"""When the disk is full or the database is gone: a plain page, nothing half-written, and back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from lms.accounts.store import count_failure
from lms.accounts.throttling import Limit
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Unavailable
from lms.kernel.work import Workshop
from lms.standalone import create_app
from tests.accounts.people import give_account, workshop_of
from tests.builders import StillClock
from tests.pages.conftest import KEY, another


@pytest.fixture
def embedded(tmp_path: Path, clock: StillClock) -> Iterator[Flask]:
    """The product with its own database file, made at the start."""
    app = create_app(
        {
            "LMS_DATABASE_URL": f"sqlite:///{tmp_path / 'var' / 'lms.db'}",
            "LMS_SECRET_KEY": KEY,
            "LMS_PUBLIC_URL": "https://localhost",
        },
        clock=clock,
    )
    give_account(workshop_of(app), role=Role.AUDITOR)
    yield app
    workshop_of(app).engine.dispose()


def test_a_full_disk_is_told_in_a_page_and_all_is_well_once_there_is_room(
    embedded: Flask,
) -> None:
    workshop, browser = workshop_of(embedded), another(embedded)
    with _disk_full(workshop):
        answer = browser.sign_in()

    assert answer.status_code == 503
    assert "what was saved before is safe" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser.sign_in().status_code == 303


def test_reading_goes_on_though_it_cannot_be_noted_that_somebody_is_there(
    embedded: Flask, clock: StillClock, caplog: pytest.LogCaptureFixture
) -> None:
    workshop, browser = workshop_of(embedded), another(embedded)
    browser.sign_in()
    clock.forward(minutes=2)

    with _read_only(workshop):
        answer = browser.open("/account")

    assert answer.status_code == 200
    assert "could not note" in caplog.text


def test_a_database_that_does_not_answer_is_told_in_a_page_without_asking_it_again(
    embedded: Flask,
) -> None:
    workshop, browser = workshop_of(embedded), another(embedded)
    browser.sign_in()
    with workshop.work(SYSTEM) as work:
        work.session.connection().exec_driver_sql("ALTER TABLE lms_session RENAME TO lms_away")

    answer = browser.open("/account")

    assert answer.status_code == 503
    assert "tell your administrator" in answer.text
    assert "lms_session" not in answer.text


class _disk_full:  # noqa: N801 - reads as a sentence: `with _disk_full(...)`
    """A disk that has no room for one more page, as SQLite itself says it."""

    statement = "PRAGMA max_page_count=1"

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop

    def __enter__(self) -> None:
        self.workshop.engine.dispose()
        event.listen(self.workshop.engine, "connect", self._limit)
        self.fill()

    def __exit__(self, *_: object) -> None:
        event.remove(self.workshop.engine, "connect", self._limit)
        self.workshop.engine.dispose()

    def fill(self) -> None:
        """Write until nothing more can be written."""
        for number in range(1000):
            try:
                with self.workshop.work(SYSTEM) as work:
                    count_failure(work.session, Limit(f"{number:020}", 1), work.now)
            except Unavailable:
                return
        raise AssertionError("The disk never was full.")

    def _limit(self, connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection
        connection.execute(self.statement)


class _read_only(_disk_full):  # noqa: N801 - reads as a sentence
    """A disk that can only be read."""

    statement = "PRAGMA query_only=ON"

    def fill(self) -> None:
        """Nothing has to be filled."""
