"""How long reading and answering take, and how far an author's minutes may be from that."""

from typing import Final

WORDS_PER_MINUTE: Final = 238
"""What adults read silently in English (Brysbaert 2019)."""
QUESTIONS_PER_MINUTE: Final = 2
_MOST_OFF: Final = 0.3


def minutes_to_read(words: int) -> float:
    """Return how many minutes some words take."""
    return words / WORDS_PER_MINUTE


def minutes_to_answer(questions: int) -> float:
    """Return how many minutes some questions take."""
    return questions / QUESTIONS_PER_MINUTE


def true_enough(said: int, minutes: float) -> bool:
    """Say whether whole minutes tell the truth: rounded, or off by 30 % at most."""
    return said == max(1, round(minutes)) or abs(said - minutes) <= _MOST_OFF * minutes
