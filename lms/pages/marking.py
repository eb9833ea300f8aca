"""How a quiz is marked, and how a marked paper is told: the verdict, each answer, and why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from markupsafe import Markup

from lms.courses.model import Course
from lms.pages import words
from lms.pages.published import published
from lms.quizzes.model import Choice, Outcome, Quiz
from lms.reports.my_attempt import Marked, MarkedSheet
from lms.reports.my_course import MyCourse
from lms.reports.my_training import MyTraining
from lms.standing.model import Status


@dataclass(frozen=True)
class TryTold:
    """An attempt of the sitting that is open, in words; `outcome` is empty until it is marked."""

    id: UUID
    name: str
    when: str
    outcome: str
    passed: bool


@dataclass(frozen=True)
class Answer:
    """A question after marking. `lesson` is where its answer is taught; None if it moved."""

    right: bool
    question: Markup
    given: tuple[Markup, ...]
    better: tuple[Markup, ...]
    reasons: tuple[tuple[Markup, Markup], ...]
    explanation: Markup
    citation: str
    lesson: str | None
    lesson_words: str
    anchor: str
    ordered: bool


@dataclass(frozen=True)
class Review:
    """A lesson worth reading again, and how many of its questions were missed."""

    lesson: str
    words: str
    missed: str


@dataclass(frozen=True)
class Told:
    """A marked paper: the answer in a sentence, what it rests on, and every question."""

    passed: bool
    short: str
    text: str
    title: str
    lede: str
    again: str
    answers: tuple[Answer, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True)
class Award:
    """The certificate of a passed paper, until when it counts and why, and what comes next."""

    number: str
    holder: str
    valid: str
    why: str
    next: str


@dataclass(frozen=True)
class NextTry:
    """What may follow a paper that did not pass: an open one, a new one, or the course first."""

    open: UUID | None
    may_start: bool
    sentence: str


def how_it_is_marked(quiz: Quiz) -> str:
    """Say what passes and how often one may try, before anybody begins."""
    if quiz.attempts:
        often = f"You may try {words.counted(quiz.attempts, 'time')} in all"
    else:
        often = "You may try again as often as you need"
    wait = words.counted(quiz.cooldown_minutes, "minute")
    pause = f", {wait} after the last try" if quiz.cooldown_minutes else ""
    return f"{what_passes(quiz.drawn, quiz.pass_mark)} {often}{pause}, and each try is kept."


def what_passes(questions: int, pass_mark: int) -> str:
    """Say how many right answers pass: 8 of 10 passes."""
    return f"{words.needed_to_pass(questions, pass_mark)} of {questions} passes."


def tries_told(mine: MyCourse, zone: str) -> tuple[TryTold, ...]:
    """Tell the attempts of the sitting that is open, oldest first."""
    return tuple(
        TryTold(
            id=one.id,
            name=f"Try {one.number}",
            when=_instant(one.graded_at, zone) if one.graded_at else "",
            outcome=_outcome(one.outcome, one.score_percent),
            passed=one.outcome is Outcome.PASSED,
        )
        for one in mine.tries
    )


def told_of(sheet: MarkedSheet, zone: str) -> Told:
    """Tell a marked paper, in the worker's own time zone."""
    passed = sheet.attempt.grade is not None and sheet.attempt.grade.passed
    right, asked = sheet.right, len(sheet.questions)
    needed = words.needed_to_pass(asked, sheet.quiz.pass_mark)
    when = _instant(sheet.attempt.graded_at, zone) if sheet.attempt.graded_at else ""
    wanted = f"{words.capitalised(words.number_word(needed))} were needed."
    if passed:
        title, lede = f"You passed, with {right} of {asked}.", f"Completed on {when}. {wanted}"
    else:
        title = f"Not passed yet, with {right} of {asked}."
        lede = f"{wanted} Nothing is lost: the lessons you read stay read. Handed in on {when}."
    return Told(
        passed=passed,
        short=f"{'Passed' if passed else 'Not passed yet'}: {right} of {asked}",
        text=words.digest_start(sheet.course.text_sha256),
        title=title,
        lede=lede,
        again=_looking_again(asked - right, asked),
        answers=tuple(_answer(one, sheet.course) for one in sheet.questions),
        reviews=tuple(_reviews(sheet)),
    )


def award_of(mine: MyTraining, number: str) -> Award:
    """Tell a certificate of the worker's own by what they were awarded and what they still owe."""
    issued = next(one for one in mine.certificates if one.number == number)
    through = issued.valid_through
    why, opens = "", ""
    for duty in mine.duties:
        dates = duty.dates
        if duty.requirement.course != issued.course or dates.valid_through != through:
            continue
        if dates.completed_on == issued.completed_on:
            why = dates.why
            if dates.window_opens_on and duty.status is Status.CURRENT:
                opens = f" You can renew it from {words.full_day(dates.window_opens_on)}."
    due = sum(duty.asks for duty in mine.duties)
    rest = words.capitalised(words.number_word(due))
    owed = f"{rest} other {'thing is' if due == 1 else 'things are'} due."
    return Award(
        number=issued.number,
        holder=issued.holder,
        valid=f"Valid through {words.full_day(through)}" if through else "Completed",
        why=why,
        next=f"{owed if due else 'Nothing else is due.'}{opens}",
    )


def next_try(mine: MyCourse, attempt: UUID) -> NextTry:
    """Say whether the worker may try again now, after an attempt that did not pass."""
    of_this_sitting = any(one.id == attempt for one in mine.tries)
    read = mine.progress.next_lesson is None or mine.progress.course.test_out
    if mine.open_attempt is not None:
        return NextTry(mine.open_attempt.id, may_start=False, sentence="The next try is open.")
    if not of_this_sitting:
        told = "You have completed the course since then."
        return NextTry(None, may_start=False, sentence=told)
    if not read:
        told = "The course has a new text since then. Read it, and the quiz opens again."
        return NextTry(None, may_start=False, sentence=told)
    if not mine.retry.allowed:
        return NextTry(None, may_start=False, sentence=mine.retry.sentence)
    left = "as often as you need" if mine.retry.left is None else f"{mine.retry.left} more times"
    often = "once more" if mine.retry.left == 1 else left
    return NextTry(None, may_start=True, sentence=f"You may try again now, {often}.")


def _outcome(outcome: Outcome | None, score_percent: int | None) -> str:
    if outcome is None:
        return ""
    verdict = "Passed" if outcome is Outcome.PASSED else "Not passed yet"
    return f"{verdict}, {score_percent} %"


def _instant(at: datetime, zone: str) -> str:
    day = words.long_day(words.day_of(at, zone))
    return f"{day}, {words.clock_time(at, zone)} {words.zone_words(zone)}"


def _looking_again(missed: int, asked: int) -> str:
    if not missed:
        return f"All {asked} are right."
    number = words.capitalised(words.number_word(missed))
    return f"{number} to look at again, of {asked}."


def _answer(marked: Marked, course: Course) -> Answer:
    question = marked.question
    lesson_words = _lesson_words(course, question.lesson)
    return Answer(
        right=marked.right,
        question=published(question.html),
        given=_shown(marked.answered),
        better=_shown(marked.better),
        reasons=tuple(
            (published(one.html), published(one.reason_html))
            for one in marked.reasons
            if one.reason_html
        ),
        explanation=published(question.explanation_html),
        citation="; ".join(rule for rule in question.rules if rule not in question.explanation),
        lesson=question.lesson if lesson_words else None,
        lesson_words=lesson_words,
        anchor=question.anchor,
        ordered=question.ordered,
    )


def _shown(choices: tuple[Choice, ...]) -> tuple[Markup, ...]:
    return tuple(published(one.html) for one in choices)


def _reviews(sheet: MarkedSheet) -> list[Review]:
    missed = [one.question.lesson for one in sheet.questions if not one.right]
    return [
        Review(
            lesson=lesson.slug,
            words=_lesson_words(sheet.course, lesson.slug),
            missed=f"{words.counted(missed.count(lesson.slug), 'question')} missed",
        )
        for lesson in sheet.course.lessons
        if lesson.slug in missed
    ]


def _lesson_words(course: Course, slug: str) -> str:
    for number, lesson in enumerate(course.lessons, start=1):
        if lesson.slug == slug:
            return f"Lesson {number}, {lesson.title}"
    return ""
