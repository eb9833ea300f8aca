"""What a quiz costs from start to result, how many requests it takes, and its certificate."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from bench.browsing import Browser
from bench.house import COURSE, House
from bench.measuring import WARM_UP, Cost, Row, in_turn
from bench.pages import course_read, token_of
from lms.demonstration.habits import wrong_answer
from lms.kernel.ids import AttemptId, WorkerId
from lms.pages.attempts import FIELD, RANK
from lms.pages.host import NOBODY
from lms.quizzes.shown import as_shown
from lms.quizzes.store import attempt_of, quiz_of

ROUNDS: Final = 12
ROUNDS_WHEN_QUICK: Final = 4
BARE_PAGES: Final = 4
CERTIFICATE: Final = re.compile(r"/training/certificates/[A-Z0-9-]+")


def measure(house: House, *, quick: bool) -> Iterator[Row]:
    """Measure a quiz that fails and one that earns a certificate, beside four bare pages.

    In milliseconds of CPU; then how many requests it took, and the certificate once more.
    """
    rounds = ROUNDS_WHEN_QUICK if quick else ROUNDS
    most = 0
    for name, right in (("quiz, not passed", False), ("quiz, passed and certificate", True)):
        sittings = [_Sitting(house, right=right) for _ in range(WARM_UP + rounds)]
        yield Row(name, *in_turn(_four_pages(house.guest()), _each(sittings), rounds))
        most = max(most, *(sitting.browser.requests for sitting in sittings))
    yield Row("quiz, requests", BARE_PAGES, most)
    yield _stored(house, sittings[-1], rounds * 10)


class _Sitting:
    """A worker of their own for each turn, who has read all lessons."""

    def __init__(self, house: House, *, right: bool) -> None:
        self.house, self.right = house, right
        self.worker, self.browser = house.worker()
        course_read(self.browser)
        self.token = token_of(self.browser)
        self.browser.spent, self.browser.requests = 0.0, 0
        self.result = ""

    def take(self) -> float:
        """Start, answer everything, hand in, look at the result; tell what it cost."""
        start = f"/training/courses/{COURSE}/attempts"
        paper = self.browser.send(start, {"csrf_token": self.token})
        self.browser.open(paper)
        answers = self._answers(AttemptId(UUID(paper.rpartition("/")[2])))
        self.result = self.browser.send(paper, {"csrf_token": self.token, **answers})
        self.browser.open(self.result)
        return self.browser.spent

    def _answers(self, attempt_id: AttemptId) -> dict[str, list[str]]:
        with self.house.workshop.look(NOBODY) as work:
            attempt = attempt_of(work.session, WorkerId(self.worker), attempt_id)
            quiz = quiz_of(work.session, attempt.course, attempt.version)
        chosen = {one.id: one.right if self.right else wrong_answer(one) for one in quiz.questions}
        return {
            f"{RANK if isinstance(answer, tuple) else FIELD}{name}": [*map(str, answer)]
            for name, answer in as_shown(attempt.paper, chosen).items()
        }


def _four_pages(guest: Browser) -> Cost:
    return lambda: sum(guest.cost_of("/page") for _ in range(BARE_PAGES))


def _each(sittings: Iterable[_Sitting]) -> Cost:
    ready = iter(sittings)
    return lambda: next(ready).take()


def _stored(house: House, passed: _Sitting, rounds: int) -> Row:
    """Measure the file of a certificate that was issued, beside as many bytes sent barely."""
    found = CERTIFICATE.search(passed.browser.open(passed.result).text)
    if found is None:
        raise LookupError("The result of a passed quiz leads to no certificate.")
    file, guest = f"{found.group()}.pdf", house.guest()
    pair = guest.opening("/file"), passed.browser.opening(file)
    return Row("certificate PDF, stored", *in_turn(*pair, rounds))
