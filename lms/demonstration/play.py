"""Years of history, day by day, through the very actions that real workers and officers use."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Final

from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_coverage import import_coverage
from lms.actions.imports.import_requirements import import_requirements
from lms.actions.imports.import_workers import import_workers
from lms.actions.learning.read_lesson import read_lesson
from lms.actions.publish_courses import publish_courses
from lms.actions.start_attempt import start_attempt
from lms.actions.submit_attempt import submit_attempt
from lms.agreements.reader import AGREEMENTS, COVERAGE
from lms.courses.store import course_on
from lms.demonstration.clients import agreements, coverage
from lms.demonstration.dealings import deal
from lms.demonstration.decisions import DECIDING, PART2, decide, planned
from lms.demonstration.habits import Habit, does_it_on, temper_of, wrong_answer
from lms.demonstration.staff import OFFICER, STAR, changes
from lms.kernel.access import ALLOWED, Actor, Role
from lms.kernel.ids import AttemptId, CourseId
from lms.kernel.sheets import Columns, Imported
from lms.kernel.work import UnitOfWork, Workshop
from lms.library import Library
from lms.people.model import Worker
from lms.people.reader import WORKERS
from lms.people.store import all_workers, worker_ids
from lms.quizzes.shown import Places, as_shown
from lms.quizzes.store import attempt_of, quiz_of
from lms.reports.histories import Story, stories
from lms.standing.derivation import standing_of

DAYS_BETWEEN: Final = 3
"""How often the play looks who sits down: every day would show no more."""
STAR_RENEWS: Final = 168
"""How many days ago the demonstration's own worker renewed, so that something is due soon."""
PART2_ON: Final = date(2026, 2, 9)
"""When the demonstration publishes the Part 2 course: a week before its compliance date."""
_OFFICER: Final = Actor("officer", OFFICER[1], ALLOWED[Role.OFFICER])

Told = Callable[[int, int], None]


class MovedClock:
    """A clock that stands where the play has come to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the moment of the play."""
        return self.now


def play(workshop: Workshop, library: Library, span: tuple[date, date], told: Told) -> None:
    """Play the history from the first day of a span up to the day before its last, today.

    `told` hears of days done, of days in all. The workshop's own clock is replaced by one
    that moves through the years.
    """
    began_on, today = span
    clock = MovedClock(_at(began_on, 0))
    stage = replace(workshop, clock=clock)
    house, part2 = _split(library)
    by_day: defaultdict[date, list[Worker]] = defaultdict(list)
    for change in changes(today, began_on):
        by_day[change.on].append(change.worker)
    known: dict[str, Worker] = {}
    days = (today - began_on).days
    for passed in range(days):
        day = began_on + timedelta(days=passed)
        clock.now = _at(day, 8 * 60)
        known |= {worker.id: worker for worker in by_day[day]}
        if by_day[day]:
            _bring_in(stage, known.values())
        if day == began_on:
            _agree(stage, agreements(today, began_on))
        if by_day[day]:
            _serve(stage, by_day[day])
        if day == began_on:
            _publish(stage, house, "requirements.toml")
        if day == max(PART2_ON, began_on + timedelta(days=1)):
            _publish(stage, part2, "part2.toml")
        _decide(stage, (day, today))
        if passed % DAYS_BETWEEN == 0:
            _train(stage, clock, (day, today))
        told(passed + 1, days)
    clock.now = _at(today - timedelta(days=1), 21 * 60)
    _begin(stage, part2)


def _split(library: Library) -> tuple[Library, Library]:
    """Part the demonstration's own course from the product's."""
    own = {slug: one for slug, one in library.courses.items() if slug == "security-awareness"}
    rest = {slug: one for slug, one in library.courses.items() if slug not in own}
    return replace(library, courses=own), replace(library, courses=rest)


def _bring_in(stage: Workshop, workers: Iterable[Worker]) -> None:
    rows = (
        {**vars(one), "worker_id": one.id, "manager_id": one.manager}
        for one in sorted(workers, key=lambda worker: worker.id)
    )
    with stage.work(_OFFICER) as work:
        _require_clean(import_workers(work, _file(WORKERS, rows)))


def _agree(stage: Workshop, rows: Iterable[Mapping[str, object]]) -> None:
    with stage.work(_OFFICER) as work:
        _require_clean(import_agreements(work, _file(AGREEMENTS, rows)))


def _serve(stage: Workshop, workers: Iterable[Worker]) -> None:
    with stage.work(_OFFICER) as work:
        _require_clean(import_coverage(work, _file(COVERAGE, coverage(workers))))


def _file(columns: Columns, rows: Iterable[Mapping[str, object]]) -> io.BytesIO:
    """Write the file that an officer would bring in."""
    page = io.StringIO(newline="")
    writer = csv.DictWriter(page, columns.known, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(page.getvalue().encode())


def _publish(stage: Workshop, library: Library, requirements: str) -> None:
    content = (files("lms") / "demonstration" / requirements).read_bytes()
    with stage.work(_OFFICER) as work:
        publish_courses(work, library)
        _require_clean(import_requirements(work, io.BytesIO(content)))


def _require_clean(imported: Imported) -> None:
    if imported.problems:
        raise RuntimeError(f"The demonstration's own files are wrong: {imported.problems}")


def _decide(stage: Workshop, days: tuple[date, date]) -> None:
    with stage.work(DECIDING) as work:
        deal(work, *days)
    if any(planned(*days)):
        with stage.work(DECIDING) as work:
            decide(work, *days)


def _train(stage: Workshop, clock: MovedClock, days: tuple[date, date]) -> None:
    with stage.look(_OFFICER) as work:
        everybody = list(stories(work.session, list(worker_ids(work.session))))
    due = [one for one in everybody if _sits_down(one, *days)]
    # Two requirements may name one course: it is taken once.
    sittings = {(story.worker.id, story.requirement.course): story for story in due}
    for place, story in enumerate(sittings.values()):
        clock.now = _at(days[0], 15 * 60 + place * 5)
        _take(stage, clock, story)


def _sits_down(story: Story, day: date, today: date) -> bool:
    cycle = len(story.history.completions)
    if story.worker.name == STAR and story.requirement.course == PART2:
        first, again = PART2_ON + timedelta(days=30), today - timedelta(days=STAR_RENEWS)
        return day >= (first, again, date.max)[min(cycle, 2)]
    temper = temper_of(story.worker.id, story.requirement.course, cycle)
    if story.worker.name == STAR:
        temper = replace(temper, habit=Habit.IN_WINDOW)
    return does_it_on(standing_of(story.terms, story.history, day), temper, day)


def _begin(stage: Workshop, library: Library) -> None:
    """Let the demonstration's own worker have read two lessons of what is due."""
    with stage.work(_OFFICER) as work:
        star = next(one for one in all_workers(work.session).values() if one.name == STAR)
    with stage.work(_actor(star)) as work:
        for lesson in library.courses[PART2].lessons[:2]:
            read_lesson(work, PART2, lesson.slug)


def _actor(worker: Worker) -> Actor:
    return Actor(f"worker {worker.id}", worker.name, ALLOWED[Role.WORKER], worker.id)


def _take(stage: Workshop, clock: MovedClock, story: Story) -> None:
    """Read, sit, fail as often as the temper says, and pass: each in a transaction of its own."""
    worker, course = story.worker, story.requirement.course
    actor = _actor(worker)
    temper = temper_of(worker.id, course, len(story.history.completions))
    with stage.work(actor) as work:
        for lesson in course_on(work.session, course, clock.now.date()).lessons:
            read_lesson(work, course, lesson.slug)
    for attempt in range(temper.failures + 1):
        clock.now += timedelta(seconds=40)
        _sit(stage, actor, course, right=attempt == temper.failures)


def _sit(stage: Workshop, actor: Actor, course: CourseId, *, right: bool) -> None:
    with stage.work(actor) as work:
        attempt = start_attempt(work, course)
        submit_attempt(work, attempt, _answers(work, attempt, right=right))


def _answers(work: UnitOfWork, attempt_id: AttemptId, *, right: bool) -> Places:
    """Answer a paper: all right but at most one, or three wrong, as somebody in a hurry does."""
    attempt = attempt_of(work.session, work.actor.learner, attempt_id)
    bank = {
        one.id: one for one in quiz_of(work.session, attempt.course, attempt.version).questions
    }
    answers = {item.question: bank[item.question].right for item in attempt.paper}
    wrong = 0 if right and attempt.number > 1 else 1 if right else 3
    if right and attempt_id.int % 3:
        wrong = 0
    for item in attempt.paper[:wrong]:
        answers[item.question] = wrong_answer(bank[item.question])
    return as_shown(attempt.paper, answers)


def _at(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
