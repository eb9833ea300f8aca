"""A quiz: the paper, the answers as they are given, and the result."""

import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from lms.actions.save_answer import save_answer
from lms.actions.start_attempt import start_attempt
from lms.actions.submit_attempt import HandedIn, submit_attempt
from lms.kernel.access import Permission
from lms.kernel.errors import Conflict, Refused
from lms.kernel.ids import AttemptId, CourseId
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.days import own_day, own_zone
from lms.pages.host import actor, allow, looking, working
from lms.pages.marking import award_of, how_it_is_marked, next_try, told_of, what_passes
from lms.pages.published import published
from lms.pages.signals import certificate_issued, course_completed
from lms.quizzes.answering import given_twice, is_whole, without_place
from lms.quizzes.model import Answer, Form
from lms.quizzes.shown import Places
from lms.reports.my_attempt import Asked, PaperSheet, my_paper, my_result
from lms.reports.my_course import my_course
from lms.reports.my_training import my_training

pages = Blueprint("attempts", __name__)
LOG = logging.getLogger("lms.pages")
FIELD: Final = "answer-"
"""What the fields of a question are called, before its id."""
RANK: Final = "rank-"
"""What the fields of steps are called, before the question's id: each tells its step's place."""
ASKED: Final = "asked"
"""The field that names a question the form shows: with no choice beside it, it was cleared."""
LATER: Final = "later"
"""The button that keeps the answers and hands nothing in."""
PLACE: Final = re.compile(r"[0-9]{1,2}")
SECONDS_A_QUESTION: Final = 30


@dataclass(frozen=True)
class Shown:
    """A question of a paper, ready for the form: no word of which choices are right."""

    id: str
    number: int
    href: str
    text: Markup
    choices: tuple[tuple[int, Markup], ...]
    chosen: Answer
    form: Form
    error: str
    here: bool = False

    @property
    def answered(self) -> bool:
        """Whether it has an answer, and a whole one."""
        return is_whole(self.chosen)


@pages.post("/courses/<course>/attempts")
@allow(Permission.LEARN)
def start(course: str) -> AnyResponse:
    """Draw a paper, or come back to the one that is open."""
    with working() as work:
        attempt = start_attempt(work, CourseId(course))
    return redirect(url_for(".show", attempt=attempt), HTTPStatus.SEE_OTHER)


@pages.get("/attempts/<uuid:attempt>")
@allow(Permission.LEARN)
def show(attempt: UUID) -> str:
    """Show the paper to answer, and from the moment it was marked, the result."""
    with looking() as work:
        sheet = my_paper(work.session, work.actor.learner, AttemptId(attempt))
        if sheet.attempt.grade is not None:
            return _result(work, sheet)
        return _paper(work, sheet)


@pages.post("/attempts/<uuid:attempt>/answers")
@allow(Permission.LEARN)
def save(attempt: UUID) -> dict[str, str]:
    """Keep one answer as soon as it is given, and say when it was kept."""
    ranks, choices = request.form.getlist("rank"), request.form.getlist("choice")
    answer = _ranks(ranks) if ranks else _places(choices)
    places = {request.form.get("question", ""): answer}
    with working() as work:
        save_answer(work, AttemptId(attempt), places)
        return {"saved_at": words.clock_time(work.now, own_zone(work))}


@pages.post("/attempts/<uuid:attempt>")
@allow(Permission.LEARN)
def hand_in(attempt: UUID) -> AnyResponse | tuple[str, int]:
    """Hand in and go to the result, or show what is still unanswered; or keep it for later."""
    places = given_in(request.form)
    here = redirect(url_for(".show", attempt=attempt), HTTPStatus.SEE_OTHER)
    _keep(AttemptId(attempt), places)
    if LATER in request.form:
        return here
    with working() as work:
        done = submit_attempt(work, AttemptId(attempt), places)
    if not done.unanswered:
        _announce(done)
        return here
    with looking() as work:
        sheet = my_paper(work.session, work.actor.learner, AttemptId(attempt))
        return _paper(work, sheet, done.unanswered), HTTPStatus.UNPROCESSABLE_ENTITY


def _keep(attempt: AttemptId, places: Places) -> None:
    """Keep the answers before anything else is done with them: what fails later loses none."""
    with suppress(Conflict), working() as work:
        save_answer(work, attempt, places)


def given_in(form: MultiDict[str, str]) -> dict[str, Answer]:
    """Read the answer to each question of a form; what it shows without one is cleared."""
    given: dict[str, Answer] = dict.fromkeys(form.getlist(ASKED), frozenset())
    for field in form:
        if field.startswith(FIELD):
            given[field.removeprefix(FIELD)] = _places(form.getlist(field))
        elif field.startswith(RANK):
            given[field.removeprefix(RANK)] = _ranks(form.getlist(field))
    return given


def _announce(done: HandedIn) -> None:
    """Tell the host of a completion that is kept; what its listener does wrong undoes nothing."""
    if done.certificate is None:
        return
    sender = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - the sender Flask's signals have
    for signal in (course_completed, certificate_issued):
        try:
            signal.send(sender, worker=actor().learner, certificate=done.certificate)
        except Exception:
            LOG.exception("a listener of %s failed", signal.name)


def _places(values: Iterable[str]) -> frozenset[int]:
    return frozenset(map(_number, values))


def _ranks(values: Iterable[str]) -> tuple[int, ...]:
    return tuple(_number(value or "0") for value in values)


def _number(value: str) -> int:
    if not PLACE.fullmatch(value):
        raise Refused("An answer could not be read. Load the quiz again and answer it there.")
    return int(value)


def _paper(work: UnitOfWork, sheet: PaperSheet, unanswered: tuple[str, ...] = ()) -> str:
    questions = tuple(_shown(sheet, unanswered))
    saved = sheet.saved_at and words.clock_time(sheet.saved_at, own_zone(work))
    return render_template(
        "lms/quizzes/paper.html",
        sheet=sheet,
        attempt=sheet.attempt.id,
        questions=questions,
        problem=bool(unanswered),
        problems=[(f"q-{one.id}-0", one.error) for one in questions if one.error],
        saved=f"Saved {saved}" if saved else "",
        minutes=max(1, len(questions) * SECONDS_A_QUESTION // 60),
        passes=what_passes(len(questions), sheet.pass_mark),
        asked=ASKED,
        later=LATER,
        words=words,
    )


def _shown(sheet: PaperSheet, unanswered: tuple[str, ...]) -> Iterable[Shown]:
    for number, asked in enumerate(sheet.questions, start=1):
        yield Shown(
            id=asked.id,
            number=number,
            href=f"#q-{asked.id}",
            text=published(asked.html),
            choices=tuple((at, published(html)) for at, html in enumerate(asked.choices)),
            chosen=asked.chosen,
            form=asked.form,
            error=_lacking(number, asked) if asked.id in unanswered else "",
        )


def _lacking(number: int, asked: Asked) -> str:
    """Say what a question needs before it can be marked."""
    if asked.form is not Form.ORDERING:
        return f"Answer question {number}."
    twice = [str(place) for place in given_twice(asked.chosen)]
    if twice:
        places = f"{'Place' if len(twice) == 1 else 'Places'} {' and '.join(twice)}"
        verb = "is" if len(twice) == 1 else "are"
        return f"Question {number}: {places} {verb} used more than once. Use each place once."
    left = without_place(asked.chosen)
    if not left or left == len(asked.choices):
        return f"Put the steps of question {number} in order."
    has = "step has" if left == 1 else "steps have"
    return f"Question {number}: {left} {has} no place yet. Give every step its place."


def _result(work: UnitOfWork, sheet: PaperSheet) -> str:
    marked = my_result(work.session, sheet.attempt.worker, sheet.attempt.id)
    today, me = own_day(work), sheet.attempt.worker
    award, again = None, None
    if marked.certificate is not None:
        award = award_of(my_training(work.session, me, today), marked.certificate)
    else:
        mine = my_course(work.session, me, sheet.attempt.course, work.now, today)
        again = next_try(mine, sheet.attempt.id)
    return render_template(
        "lms/quizzes/result.html",
        course=marked.course,
        told=told_of(marked, own_zone(work)),
        award=award,
        again=again,
        marking=how_it_is_marked(marked.quiz),
    )
