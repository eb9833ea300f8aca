"""Between the places of choices as shown on a paper and their numbers as authored."""

from collections.abc import Collection, Mapping

from lms.kernel.errors import Refused
from lms.quizzes.model import Answer, Answers, Item, Paper

Places = Mapping[str, Answer]
"""Answers as one paper shows its choices: chosen places, counted from 0 in the order shown; or
the rank of each step, in the order shown."""


def as_authored(paper: Paper, places: Places, ordered: Collection[str]) -> dict[str, Answer]:
    """Turn places as shown into choice numbers as authored.

    `ordered` are the questions whose steps are put in order. Raises `Refused` for a question, a
    place or a rank that is not on the paper.
    """
    items = {item.question: item for item in paper}
    given: dict[str, Answer] = {}
    for question, answer in places.items():
        item = items.get(question)
        if item is None or not _fits(item, answer, ordered=question in ordered):
            raise Refused("An answer belongs to another quiz. Open the quiz again and answer it.")
        if isinstance(answer, tuple):
            ranks = dict(zip(item.order, answer, strict=True))
            given[question] = tuple(ranks[number] for number in sorted(ranks))
        else:
            given[question] = frozenset(item.order[place] for place in answer)
    return given


def as_shown(paper: Paper, answers: Answers) -> dict[str, Answer]:
    """Turn choice numbers as authored into the places at which a paper shows them."""
    return {item.question: _shown(item, answers.get(item.question, frozenset())) for item in paper}


def _fits(item: Item, answer: Answer, *, ordered: bool) -> bool:
    shown = len(item.order)
    if isinstance(answer, tuple):
        return ordered and len(answer) == shown and all(0 <= rank <= shown for rank in answer)
    return not (answer and ordered) and all(0 <= place < shown for place in answer)


def _shown(item: Item, answer: Answer) -> Answer:
    if isinstance(answer, tuple):
        return tuple(answer[number] for number in item.order)
    return frozenset(place for place, number in enumerate(item.order) if number in answer)
