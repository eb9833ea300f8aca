"""Whether the process lives, and whether it can serve."""

from typing import Final

from flask import Flask

from lms.courses.tables import CourseVersionRow
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from tests.accounts.people import Browser
from tests.builders import NOON

A_VERSION: Final = CourseVersionRow(
    course="part2-core",
    version=1,
    title="Core",
    effective_on=NOON.date(),
    change="material",
    minutes=20,
    rules="",
    text_sha256="",
    content={},
    wording={},
    published_at=NOON,
    published_by="test",
)


def test_a_living_process_says_so_and_asks_nothing(browser: Browser) -> None:
    assert browser.open("/healthz").json == {"status": "ok"}


def test_it_is_ready_once_something_is_taught(house: Workshop, browser: Browser) -> None:
    before = browser.open("/readyz")
    with house.work(SYSTEM) as work:
        work.session.merge(A_VERSION)
    after = browser.open("/readyz")

    assert (before.status_code, before.json) == (
        503,
        {"status": "not ready", "database": "ok", "content": "nothing is published"},
    )
    assert (after.status_code, after.json) == (
        200,
        {"status": "ok", "database": "ok", "content": "ok"},
    )


def test_a_database_of_another_shape_is_not_ready(
    alone: Flask, house: Workshop, browser: Browser
) -> None:
    with house.work(SYSTEM) as work:
        work.session.connection().exec_driver_sql("UPDATE lms_alembic_version SET version_num='x'")

    answer = browser.open("/readyz")

    assert (answer.status_code, answer.json) == (
        503,
        {"status": "not ready", "database": "not ready", "content": "ok"},
    )
    assert alone.test_client().get("/healthz", base_url="https://localhost").status_code == 200
