"""Whether an answer can be marked, and what one that puts steps in order still lacks."""

from collections import Counter

from lms.quizzes.model import Answer


def is_whole(answer: Answer) -> bool:
    """Say whether nothing is left open: a choice is made, or each step has a place of its own."""
    if isinstance(answer, tuple):
        return bool(answer) and sorted(answer) == list(range(1, len(answer) + 1))
    return bool(answer)


def without_place(answer: Answer) -> int:
    """Return how many steps have no place yet."""
    return answer.count(0) if isinstance(answer, tuple) else 0


def given_twice(answer: Answer) -> tuple[int, ...]:
    """Return the places that more than one step was given, in their order."""
    if not isinstance(answer, tuple):
        return ()
    return tuple(sorted(place for place, often in Counter(answer).items() if place and often > 1))
