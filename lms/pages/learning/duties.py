"""How a worker's duties are told on their own page: the answer, then each date and its reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from lms.incidents.model import Retrained
from lms.pages import words
from lms.people.model import Worker
from lms.reports.agreement.retraining import Followed
from lms.reports.learning.my_refresher import Offer
from lms.reports.learning.my_training import Duty, MyTraining, Progress
from lms.standing.model import Standing, Status

YEAR: Final = timedelta(days=365)
TODAY: Final = 50.0
"""Where today stands on a time line that reaches a year back and a year on, in percent."""

Part = tuple[str, float, float]
"""A stretch of a time line: its kind, and start and width in percent."""


@dataclass(frozen=True)
class Step:
    """What to do next in a course: the words of the button, and the lesson; None is the quiz."""

    words: str
    lesson: str | None


@dataclass(frozen=True)
class Fresh:
    """What may be read instead of the whole course: how much, and whether it comes first."""

    words: str
    size: str
    first: bool


@dataclass(frozen=True)
class Told:
    """A duty in words: a state with its kind, what is gained today, what to do next."""

    duty: Duty
    title: str
    kind: str
    state: str
    gain: str
    step: Step
    verb: str
    parts: tuple[Part, ...]
    fresh: Fresh | None = None


@dataclass(frozen=True)
class Again:
    """A course to take again after an incident: its name, a state with its kind, and why."""

    course: str
    title: str
    kind: str
    state: str
    why: str


@dataclass(frozen=True)
class Home:
    """A worker's own page: the answer in a sentence, what else is so, and each duty."""

    title: str
    lede: str
    because: str
    due: tuple[Told, ...]
    current: tuple[Told, ...]
    paused: tuple[Told, ...]
    again: tuple[Again, ...] = ()


def home_of(mine: MyTraining, today: date) -> Home:
    """Tell a worker's duties on a day of their own."""
    told = tuple(told_of(duty, today) for duty in mine.duties)
    due = tuple(one for one in told if one.duty.asks)
    current = tuple(one for one in told if one.duty.status is Status.CURRENT)
    paused = tuple(one for one in told if one not in due and one not in current)
    name = words.given_name(mine.worker.name)
    return Home(
        title=_answer(len(due) + len(mine.again), name),
        lede=_lede(due, current, paused, mine.again),
        because=_because(mine.worker),
        due=due,
        current=current,
        paused=paused,
        again=tuple(_again(one, today) for one in mine.again),
    )


def _again(one: Followed, today: date) -> Again:
    due_on = one.retraining.due_on
    if one.state is Retrained.LATE:
        kind, state = "late", f"{words.past_due((today - due_on).days)}."
    else:
        day = f"{words.day_to_act(due_on, today)}, {words.from_now(due_on, today)}"
        kind, state = "soon", f"Due {day}"
    return Again(one.retraining.course, one.course_title, kind, state, one.why)


def told_of(duty: Duty, today: date) -> Told:
    """Tell one duty on a day."""
    kind, state = _state(duty, today)
    return Told(
        duty=duty,
        title=_title(duty),
        kind=kind,
        state=state,
        gain=_gain(duty),
        step=next_step(duty.progress),
        verb="Renew early" if duty.status is Status.CURRENT else "Open the course",
        parts=time_line(duty.dates, today),
        fresh=_fresh(duty),
    )


def refresher_size(offer: Offer) -> str:
    """Say how much a refresher asks: 2 sections and 3 questions, about 4 minutes."""
    sections = words.counted(len(offer.to_read), "section")
    questions = words.counted(offer.quiz.drawn, "question")
    read = f"{sections} and {questions}" if offer.to_read else questions
    return f"{read}, {words.about_minutes(offer.minutes)}"


def next_step(progress: Progress) -> Step:
    """Name the next thing to do in a course: the first lesson not read yet, or the quiz."""
    slugs = [lesson.slug for lesson in progress.course.lessons]
    if progress.next_lesson is None:
        return Step("Continue: the quiz", None)
    verb = "Continue" if progress.done else "Start"
    number = slugs.index(progress.next_lesson) + 1
    return Step(f"{verb}: Lesson {number} of {len(slugs)}", progress.next_lesson)


def time_line(dates: Standing, today: date) -> tuple[Part, ...]:
    """Draw when the last completion counts, and when it is to be renewed."""
    if dates.completed_on is None or dates.valid_through is None:
        return ()
    begin, end = _place(dates.completed_on, today), _place(dates.valid_through, today)
    opens = _place(dates.window_opens_on or dates.valid_through, today)
    stretches = (("covered", begin, end), ("window", max(begin, opens), end))
    return tuple(
        (kind, start, round(stop - start, 2)) for kind, start, stop in stretches if stop > start
    )


def _place(day: date, today: date) -> float:
    share = 50 + 50 * (day - today) / YEAR
    return round(min(max(share, 0.0), 100.0), 2)


def _answer(due: int, name: str) -> str:
    if not due:
        return f"Nothing is due, {name}."
    number = words.capitalised(words.number_word(due))
    return f"{number} {'thing is' if due == 1 else 'things are'} due, {name}."


def _lede(
    due: tuple[Told, ...],
    current: tuple[Told, ...],
    paused: tuple[Told, ...],
    again: tuple[Followed, ...],
) -> str:
    if not (due or current or paused or again):
        return "No training is asked of you. If you expected some, ask for help below."
    said = []
    if current:
        number = words.capitalised(words.number_word(len(current)))
        noun = "other" if due else "training"
        said.append(f"{number} {noun}{' is' if len(current) == 1 else 's are'} current.")
    if paused:
        number = words.capitalised(words.number_word(len(paused)))
        said.append(f"{number} {'is' if len(paused) == 1 else 'are'} paused.")
    late = sum(one.duty.days_late > 0 for one in due)
    late += sum(one.state is Retrained.LATE for one in again)
    said.append(f"{words.capitalised(words.number_word(late))} past due." if late else _NOT_LATE)
    return " ".join(said)


def _because(worker: Worker) -> str:
    known = (
        ("role", worker.role),
        ("team", worker.team),
        ("hired", words.full_day(worker.hired_on)),
    )
    record = ", ".join(f"{name} {said}" for name, said in known if said)
    return f"Your staff record says: {record}. What is asked of you follows from it."


_NOT_LATE: Final = "Nothing is late."
_STALE: Final = frozenset({Status.STALE, Status.STALE_OVERDUE})
_BY: Final = {
    Status.ASSIGNED: "Due {day}",
    Status.RENEW_OPEN: "Due {day}",
    Status.EXPIRED_EXTENDED: "No longer valid; you have until {day}",
    Status.STALE: "The course changed; read what is new by {day}",
}
_PAUSED: Final = {
    Status.EXEMPT: "Not asked of you now",
    Status.ON_LEAVE: "Paused while you are on leave",
    Status.ON_LEAVE_LAPSED: "Paused while you are on leave; no longer valid",
}


def _state(duty: Duty, today: date) -> tuple[str, str]:
    if duty.status in _PAUSED:
        return "away", _PAUSED[duty.status]
    if duty.days_late:
        stale = duty.refresher if duty.status in _STALE else None
        minutes = stale.minutes if stale else duty.progress.minutes_left
        takes = words.about_minutes(minutes)
        return "late", f"{words.past_due(duty.days_late)}. Takes {takes}."
    if duty.act_by is not None and duty.status in _BY:
        day = f"{words.day_to_act(duty.act_by, today)}, {words.from_now(duty.act_by, today)}"
        return "soon", _BY[duty.status].format(day=day)
    if duty.dates.valid_through is None:
        return "soon", "Due"
    return "ok", f"Valid through {words.full_day(duty.dates.valid_through)}"


def _fresh(duty: Duty) -> Fresh | None:
    if duty.refresher is None:
        return None
    return Fresh("Read what changed", refresher_size(duty.refresher), duty.status in _STALE)


def _title(duty: Duty) -> str:
    title = duty.progress.course.title
    if duty.status is not Status.RENEW_OPEN:
        return title
    return f"{title}: {'yearly ' if duty.requirement.cadence_months == 12 else ''}renewal"  # noqa: PLR2004 - months


def _gain(duty: Duty) -> str:
    reached = words.full_day(duty.finishing_today)
    if duty.refresher and duty.status in _STALE:
        kept = words.full_day(duty.refresher.valid_through)
        return f"Reading what changed keeps your last valid day, {kept}."
    if duty.finishing_today == duty.dates.valid_through:
        return "Finishing today would not move this date."
    if duty.asks:
        return f"Finish today, and it is valid through {reached}."
    return f"Finishing today would make it valid through {reached}."
