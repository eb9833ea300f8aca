"""The host hears of what is kept, after it is kept, once, and its mistakes undo nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from blinker import NamedSignal
from flask import Flask

from lms.extension import certificate_issued, course_completed, standing_lapsed
from lms.kernel.access import SYSTEM
from tests.builders import WORKER
from tests.guest.counting import counted
from tests.guest.desk import Desk
from tests.guest.staff import sit_down
from tests.guest.visitor import Visitor
from tests.pages.classroom import answers


@dataclass
class Ear:
    """Listens as a host does, and looks each time what a connection of its own can see."""

    desk: Desk
    heard: list[tuple[str, object, dict[str, Any]]] = field(default_factory=list)
    seen: list[tuple[int, int]] = field(default_factory=list)

    def listen(self, name: str, sender: object, said: dict[str, Any]) -> None:
        """Note what was said, and how much of it stands in the database."""
        with self.desk.workshop.work(SYSTEM) as work:
            kept = counted(work.session)
        self.heard.append((name, sender, said))
        self.seen.append((kept["lms_completion"], kept["lms_certificate"]))


@contextmanager
def listening(desk: Desk, *, failing: bool = False) -> Iterator[Ear]:
    """Listen to everything the product says; `failing` listeners come first."""
    ear = Ear(desk)

    def stumble(_sender: object, **_said: object) -> None:
        raise RuntimeError("the desk's own mistake")

    with ExitStack() as stack:
        for signal in (course_completed, certificate_issued, standing_lapsed):
            if failing:
                stack.enter_context(signal.connected_to(stumble))
            stack.enter_context(signal.connected_to(_ear_for(ear, signal)))
        yield ear


def _ear_for(ear: Ear, signal: NamedSignal) -> Callable[..., None]:
    def listen(sender: object, **said: Any) -> None:  # noqa: ANN401 - whatever is said
        ear.listen(signal.name, sender, said)

    return listen


@pytest.fixture
def paper(desk: Desk) -> Visitor:
    """Tova's browser, with the paper open before her."""
    attempt = sit_down(desk.workshop)
    tova = desk.visitor("tova")
    tova.open(f"/training/attempts/{attempt}")
    return tova


def test_a_completion_is_told_with_whose_it_is_when_another_can_see_it(
    desk: Desk, paper: Visitor
) -> None:
    with listening(desk) as ear:
        paper.send("Hand in and state this", answers(paper.text))

    number = ear.heard[0][2]["certificate"]
    told = {"worker": WORKER.id, "certificate": number}
    assert number in paper.text
    assert ear.heard == [
        ("course-completed", desk.app, told),
        ("certificate-issued", desk.app, told),
    ]
    assert ear.seen == [(1, 1), (1, 1)]


def test_a_quiz_that_was_not_passed_is_nothing_to_tell(desk: Desk, paper: Visitor) -> None:
    with listening(desk) as ear:
        paper.send("Hand in and state this", answers(paper.text, wrong=3))

    assert "Not passed yet" in paper.text
    assert ear.heard == []


def test_two_clicks_at_once_are_told_once(desk: Desk, paper: Visitor) -> None:
    address, hidden = paper.form("Hand in and state this")
    given = {**hidden, **answers(paper.text)}
    second = desk.visitor("tova")
    second.open(address)
    again = {**second.form("Hand in and state this")[1], **answers(paper.text)}

    with listening(desk) as ear, ThreadPoolExecutor(2) as both:
        posted = both.map(
            lambda one: one[0].client.post(address, data=one[1]).status_code,
            [(paper, given), (second, again)],
        )

    assert [*posted] == [303, 303]
    assert [name for name, *_ in ear.heard] == ["course-completed", "certificate-issued"]


def test_a_listener_that_fails_undoes_nothing_and_the_worker_sees_no_fault(
    desk: Desk, paper: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with listening(desk, failing=True):
        shown = paper.send("Hand in and state this", answers(paper.text))

    assert shown.status_code == 200
    assert "You passed, with 3 of 3." in shown.text
    assert "a listener of course-completed failed" in caplog.text
    with desk.workshop.look(SYSTEM) as work:
        assert counted(work.session)["lms_certificate"] == 1


def test_what_is_undone_is_told_to_nobody(desk: Desk, paper: Visitor) -> None:
    folder = desk.workshop.files.root
    folder.write_text("a file stands where the folder of certificates must be")

    with listening(desk) as ear:
        refused = paper.send("Hand in and state this", answers(paper.text))

    assert refused.status_code == 503
    assert ear.heard == []


def test_a_listener_to_one_application_does_not_hear_another(desk: Desk, paper: Visitor) -> None:
    other = Flask("another")
    heard: list[object] = []

    def listen(sender: object, **_said: object) -> None:
        heard.append(sender)

    course_completed.connect(listen, sender=other)
    certificate_issued.connect(listen, sender=desk.app)
    try:
        paper.send("Hand in and state this", answers(paper.text))
    finally:
        course_completed.disconnect(listen, sender=other)
        certificate_issued.disconnect(listen, sender=desk.app)

    assert heard == [desk.app]
