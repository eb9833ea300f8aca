"""Between the places of choices as shown on a paper and their numbers as authored."""

from collections.abc import Mapping

from lms.kernel.errors import Refused
from lms.quizzes.model import Paper

Places = Mapping[str, frozenset[int]]
"""Chosen places for each question id, counted from 0 in the order shown on one paper."""


def as_authored(paper: Paper, places: Places) -> dict[str, frozenset[int]]:
    """Turn places as shown into choice numbers as authored.

    Raises `Refused` for a question or a place that is not on the paper.
    """
    order = {item.question: item.order for item in paper}
    given: dict[str, frozenset[int]] = {}
    for question, chosen in places.items():
        shown = order.get(question)
        if shown is None or any(not 0 <= place < len(shown) for place in chosen):
            raise Refused("An answer belongs to another quiz. Open the quiz again and answer it.")
        given[question] = frozenset(shown[place] for place in chosen)
    return given


def as_shown(paper: Paper, answers: Mapping[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    """Turn choice numbers as authored into the places at which a paper shows them."""
    return {
        item.question: frozenset(
            place
            for place, number in enumerate(item.order)
            if number in answers.get(item.question, frozenset())
        )
        for item in paper
    }
