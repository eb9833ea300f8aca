"""A hand-in that cannot be stored costs no answer; an answer that comes after it is too late."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from lms.actions.save_answer import save_answer
from lms.kernel.errors import Conflict
from lms.kernel.work import Workshop
from tests.guest.counting import counted, half_kept, kept_in
from tests.guest.desk import Desk
from tests.guest.staff import acting, bring_in_everybody, hand_in, sit_down
from tests.pages.classroom import answers

LONG_ENOUGH_TO_WAIT = 0.4
"""Seconds until another tab surely stands before the lock of the first one."""


def test_certificates_that_cannot_be_stored_cost_no_answer_once_that_is_mended(
    desk: Desk,
) -> None:
    attempt = sit_down(desk.workshop)
    tova = desk.visitor("tova")
    tova.open(f"/training/attempts/{attempt}")
    tova.send("Save, and go on later", {**answers(tova.text), "later": "yes"})
    before = kept_in(desk.workshop)
    folder = desk.workshop.files.root
    folder.write_text("a file stands where the folder of certificates must be")

    refused = tova.send("Hand in and state this", answers(tova.text))

    assert refused.status_code == 503
    assert "The file could not be stored" in refused.text
    assert half_kept(before, kept_in(desk.workshop)) == {}
    folder.unlink()
    tova.open(f"/training/attempts/{attempt}")
    assert tova.text.count(" checked") == 4
    tova.send("Hand in and state this")
    assert "You passed, with 3 of 3." in tova.text
    assert tova.follow("Download certificate").status_code == 200


def test_an_answer_from_another_tab_while_the_paper_is_handed_in_comes_too_late(
    workshop: Workshop,
) -> None:
    bring_in_everybody(workshop)
    attempt = sit_down(workshop)

    def late() -> None:
        with workshop.work(acting()) as work:
            save_answer(work, attempt, {"con-1": frozenset({0, 1, 2})})

    with ThreadPoolExecutor(1) as tab:
        with workshop.work(acting()) as work:
            hand_in(work, attempt)
            kept = counted(work.session)
            answer = tab.submit(late)
            sleep(LONG_ENOUGH_TO_WAIT)
        with pytest.raises(Conflict, match="handed in already"):
            answer.result()

    assert kept_in(workshop) == kept
