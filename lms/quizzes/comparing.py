"""What changed between the banks of two versions, and what to ask somebody about it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lms.quizzes.model import Answer, Question, Quiz


@dataclass(frozen=True)
class BankDifference:
    """Questions that came, went, or ask or accept something else (as they were, as they are)."""

    added: tuple[Question, ...] = ()
    removed: tuple[Question, ...] = ()
    changed: tuple[tuple[Question, Question], ...] = ()


class BankStep(NamedTuple):
    """The bank of a version; `counts` unless the version was editorial."""

    version: int
    counts: bool
    quiz: Quiz


def bank_difference(before: Quiz | None, after: Quiz) -> BankDifference:
    """Compare the bank of a version with the one before it; without one, everything is new."""
    was = {question.id: question for question in before.questions} if before else {}
    now = {question.id: question for question in after.questions}
    return BankDifference(
        added=tuple(one for one in now.values() if one.id not in was),
        removed=tuple(one for one in was.values() if one.id not in now),
        changed=tuple(
            (was[one.id], one)
            for one in now.values()
            if one.id in was and _asked(one) != _asked(was[one.id])
        ),
    )


def questions_since(steps: Iterable[BankStep], number: int) -> frozenset[str]:
    """Return the ids of questions that came or changed in any step after a version that counts."""
    known = sorted(steps, key=lambda step: step.version)
    found: set[str] = set()
    for earlier, later in pairwise((None, *known)):
        if later is not None and later.version > number and later.counts:
            differs = bank_difference(earlier.quiz if earlier else None, later.quiz)
            found |= {one.id for one in (*differs.added, *(new for _, new in differs.changed))}
    return frozenset(found)


def questions_about(
    quiz: Quiz, places: Collection[tuple[str, str]], ids: Collection[str]
) -> tuple[Question, ...]:
    """Return the questions to ask of somebody who has read what changed.

    Those taught at one of the places (lesson and anchor), and those of these ids; if there are
    none, those of the lessons of these places; if there are none either, all.
    """
    bound = [one for one in quiz.questions if (one.lesson, one.anchor) in places or one.id in ids]
    lessons = {lesson for lesson, _ in places}
    beside = [one for one in quiz.questions if one.lesson in lessons]
    return tuple(bound or beside or quiz.questions)


def _asked(question: Question) -> tuple[str, Answer]:
    """Tell what a question is: what it shows, and what it takes for right."""
    return question.sha256, question.right
