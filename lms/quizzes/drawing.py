"""Which questions a worker gets, and in which order."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

from lms.kernel.canonical import digest
from lms.quizzes.model import Item, Paper, Question, Quiz

T = TypeVar("T")


def draw_paper(quiz: Quiz, seed: UUID) -> Paper:
    """Draw a paper, the same one whenever the seed is the same.

    The seed is the attempt's id, so an auditor can draw the paper again. Each topic gives as
    many questions as the quiz says, none twice. A quiz that is not shuffled keeps its author's
    order of questions and choices, but for steps, which are to be put in order: these never
    stand as they should. Chance comes from digests of seed and name, which stay the
    same in every version of Python, as its own shuffling need not.
    """
    drawn: list[Question] = []
    for topic, number in quiz.draw:
        pool = [one for one in quiz.questions if topic in {"", one.lesson} and one not in drawn]
        drawn += _mixed(pool, f"{seed}/draw", [one.id for one in pool])[:number]
    if quiz.shuffle:
        drawn = _mixed(drawn, f"{seed}/order", [one.id for one in drawn])
    else:
        drawn.sort(key=quiz.questions.index)
    return tuple(_item(one, seed, shuffle=quiz.shuffle) for one in drawn)


def paper_sha256(paper: Paper) -> str:
    """Return the digest of exactly what was shown: questions, their order, choices, text."""
    return digest(paper)


def _item(question: Question, seed: UUID, *, shuffle: bool) -> Item:
    authored = order = list(range(len(question.choices)))
    if shuffle or question.ordered:
        order = _mixed(order, f"{seed}/{question.id}", [str(one) for one in order])
    if question.ordered and order == authored:
        order = [*order[1:], order[0]]
    return Item(question.id, tuple(order), question.sha256)


def _mixed(things: Sequence[T], seed: str, names: Sequence[str]) -> list[T]:
    keyed = zip(
        (sha256(f"{seed}/{name}".encode()).digest() for name in names), things, strict=True
    )
    return [thing for _, thing in sorted(keyed, key=lambda pair: pair[0])]
