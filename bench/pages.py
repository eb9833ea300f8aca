"""What pages cost that everybody opens: the door, a worker's own page, a lesson, a sign-in."""

import re
from collections.abc import Iterator
from typing import Final

from bench.browsing import Browser, Page
from bench.floors import PASSWORD, compare, hash_of
from bench.house import COURSE, House
from bench.measuring import Row, in_turn
from lms.kernel.access import Role

ROUNDS: Final = 150
ROUNDS_WHEN_QUICK: Final = 40
SIGN_IN: Final = "/sign-in"
HOME: Final = "/training/"
PAGE: Final = f"/training/courses/{COURSE}/consent"
LINK: Final = re.compile(rf'href="/training/courses/{COURSE}/([a-z0-9-]+)"')


def measure(house: House, *, quick: bool) -> Iterator[Row]:
    """Measure each page beside the bare one, in turn, in milliseconds of CPU."""
    rounds = ROUNDS_WHEN_QUICK if quick else ROUNDS
    visitor, guest = house.visitor(), house.guest()
    anybody = Browser(house.app, house.meter)
    _, worker = house.worker()
    course_read(worker, most=2)
    pairs = (
        ("sign-in page", visitor.opening("/sign-in"), anybody.opening(SIGN_IN)),
        ("lesson page", guest.opening("/page"), worker.opening(PAGE)),
        ("my training", guest.opening("/page"), worker.opening(HOME)),
    )
    for name, floor, product in pairs:
        yield Row(name, *in_turn(floor, product, rounds))
    yield _sign_in(house, rounds // 2)


def course_read(browser: Browser, most: int | None = None) -> None:
    """Read the lessons of the course, or so many from the first, as a worker does."""
    course = f"/training/courses/{COURSE}"
    token, lessons = token_of(browser), _lessons_of(browser.open(course))
    for lesson in lessons[:most]:
        browser.send(f"{course}/{lesson}/read", {"csrf_token": token})


def token_of(browser: Browser) -> str:
    """Return the token that every form of this sign-in carries."""
    return browser.open(HOME).token


def _lessons_of(course: Page) -> tuple[str, ...]:
    """Return the lessons that the course's page links to, in order."""
    return tuple(dict.fromkeys(LINK.findall(course.text)))


def _sign_in(house: House, rounds: int) -> Row:
    """Measure the form, the password and the first page, beside the password's hash alone."""
    (_, email), kept = house.account(Role.WORKER), hash_of(PASSWORD)

    def product() -> float:
        browser = Browser(house.app, house.meter)
        browser.open(house.sign_in(browser, email))
        return browser.spent

    def floor() -> float:
        return house.meter.milliseconds(lambda: compare(kept, PASSWORD))

    return Row("sign-in, form to home", *in_turn(floor, product, rounds))
