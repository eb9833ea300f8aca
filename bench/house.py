"""An invented organization to measure on, made by the product's own actions."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Final

from flask import Flask

from bench.browsing import Browser
from bench.databases import Place
from bench.floors import PASSWORD, bare_app
from bench.measuring import Meter, meter_of
from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.set_password import set_password
from lms.actions.imports.import_requirements import import_requirements
from lms.actions.imports.import_workers import import_workers
from lms.actions.publish_courses import publish_courses
from lms.kernel.access import ALLOWED, SYSTEM, Actor, Role
from lms.kernel.ids import CourseId, WorkerId
from lms.kernel.sheets import Imported
from lms.kernel.work import Workshop
from lms.library import Library, bundled_content, open_library
from lms.pages.host import EXTENSION, Host
from lms.settings.read import read_settings
from lms.standalone import create_app, prepare

COURSE: Final = CourseId("part2-core")
COURSES: Final = 5
WORKERS: Final = 60
HIRED_BEFORE_DAYS: Final = 10
OFFICER: Final = Actor("officer", "Orrin Pike", ALLOWED[Role.OFFICER])
REQUIREMENT: Final = """
[[requirement]]
id = "{course}-annual"
course = "{course}"
audience = {{ everyone = true }}
basis = "policy"
citation = "Training policy 4.2 (invented)"
from_on = 2026-02-16
cadence_months = 12
window_days = 60
initial_days = 30
"""


@dataclass(frozen=True)
class House:
    """The product standing alone over a database of its own, and the bare one beside it."""

    place: Place
    settings: dict[str, str]
    app: Flask
    bare: Flask
    meter: Meter
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def workshop(self) -> Workshop:
        """Where the product keeps its records."""
        host: Host = self.app.extensions[EXTENSION]
        return host.workshop

    def worker(self) -> tuple[WorkerId, Browser]:
        """Give one more worker an account, and return who it is and their browser, signed in."""
        return self._somebody(Role.WORKER)

    def officer(self) -> Browser:
        """Return the browser of somebody who sees everyone, signed in."""
        return self._somebody(Role.OFFICER)[1]

    def account(self, role: Role) -> tuple[WorkerId, str]:
        """Make one more account; return the worker's number, and the address to sign in with."""
        number = next(self.numbers)
        worker, email = worker_number(number), f"somebody.{number}@alderquay.example"
        with self.workshop.work(SYSTEM) as work:
            link = make_account(work, email, role, worker if role is Role.WORKER else None)
            if set_password(work, link.token, PASSWORD) is not None:
                raise RuntimeError("The password was not taken.")
        return worker, email

    def sign_in(self, browser: Browser, email: str) -> str:
        """Fill in the form, and return where one goes on to."""
        token = browser.open("/sign-in").token
        form = {"csrf_token": token, "email": email, "password": PASSWORD}
        return browser.send("/sign-in", form)

    def visitor(self) -> Browser:
        """Return the browser of somebody at the bare application's door."""
        return Browser(self.bare, self.meter)

    def guest(self) -> Browser:
        """Return the browser of somebody whom the bare application knows."""
        browser = self.visitor()
        browser.open(browser.send("/enter", {}))
        return browser

    def _somebody(self, role: Role) -> tuple[WorkerId, Browser]:
        browser = Browser(self.app, self.meter)
        worker, email = self.account(role)
        self.sign_in(browser, email)
        return worker, browser


def worker_number(number: int) -> WorkerId:
    """Return the number by which the staff file knows a worker."""
    return WorkerId(f"W-{number:06}")


@contextmanager
def opened(place: Place, bare_workers: int = 1) -> Iterator[House]:
    """Build an organization of sixty workers with five courses and requirements."""
    settings = {
        "LMS_DATABASE_URL": place.new(),
        "LMS_SECRET_KEY": "a key of the figures that opens nothing at all",
        "LMS_FILES": str(place.folder / "files"),
        "LMS_KEYS": str(place.folder / "keys"),
        "LMS_PUBLIC_URL": "http://127.0.0.1",
        "LMS_ORGANIZATION": "Alder Quay Billing",
        "LMS_CONTACT_EMAIL": "training@alderquay.example",
    }
    prepare(read_settings(settings), upgrade=True)
    app, bare = create_app(settings), bare_app(place.new(), bare_workers)
    host: Host = app.extensions[EXTENSION]
    try:
        _fill(host.workshop)
        yield House(place, settings, app, bare, meter_of(host.workshop.engine))
    finally:
        host.workshop.engine.dispose()
        bare.extensions["engine"].dispose()


def _fill(workshop: Workshop) -> None:
    library = _library()
    requirements = "".join(REQUIREMENT.format(course=course) for course in library.courses)
    with workshop.work(OFFICER) as work:
        publish_courses(work, library)
        hired_on = work.now.date() - timedelta(days=HIRED_BEFORE_DAYS)
        _require_clean(import_workers(work, io.BytesIO(_staff_file(hired_on))))
        _require_clean(import_requirements(work, io.BytesIO(requirements.encode())))


@cache
def _library() -> Library:
    """Return the bundled course five times under five names, as if all were different."""
    library = open_library(bundled_content())
    course = library.courses[COURSE]
    names = (COURSE, *(CourseId(f"{COURSE}-{number}") for number in range(2, COURSES + 1)))
    return replace(library, courses={name: replace(course, slug=name) for name in names})


def _staff_file(hired_on: date) -> bytes:
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(["worker_id", "name", "team", "role", "hired_on"])
    for at in range(1, WORKERS + 1):
        row = (worker_number(at), f"Worker {_word(at)}", f"Team {at % 6}", "billing", hired_on)
        writer.writerow(row)
    return page.getvalue().encode()


def _word(number: int) -> str:
    """Write a number in letters, since a name has no figures."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()


def _require_clean(imported: Imported) -> None:
    if imported.problems:
        raise RuntimeError(f"The figures' own files are wrong: {imported.problems}")
