"""What may be said of a certificate today, as a state with its words."""

from typing import NamedTuple

from lms.pages import words
from lms.reports.verifying.state import State, Verification


class StateWords(NamedTuple):
    """The answer in a sentence, the state's kind and short name, and what it means."""

    answer: str
    kind: str
    name: str
    sentence: str


def state_words(checked: Verification) -> StateWords:
    """Tell the state of a certificate that was issued here."""
    through = words.full_day(checked.valid_through) if checked.valid_through else ""
    if checked.state is State.VALID:
        return StateWords(
            answer="This certificate is genuine, and it counts today.",
            kind="ok",
            name=f"Valid through {through}",
            sentence=f"It was issued here, and nothing has been changed since.{_beside(checked)}",
        )
    if checked.state is State.SUPERSEDED:
        return StateWords(
            answer="This certificate is genuine, and a later one followed.",
            kind="away",
            name="Followed by a later one",
            sentence="Its holder has completed the course again. The later certificate counts.",
        )
    if checked.state is State.LAPSED:
        return StateWords(
            answer="This certificate is genuine, and its time is over.",
            kind="soon",
            name=f"Was valid through {through}",
            sentence="It was issued here, and that day has passed.",
        )
    if checked.state is State.WITHDRAWN:
        return StateWords(
            answer="This certificate was issued here, and counts no more.",
            kind="late",
            name="Withdrawn",
            sentence="The completion that it shows was found to be recorded in error.",
        )
    return StateWords(
        answer="This certificate is genuine.",
        kind="ok",
        name="No last day was set",
        sentence="It was issued here. No rule asked for the training, so no day ends it.",
    )


def _beside(checked: Verification) -> str:
    """Say what refreshers have to do with it, if anything."""
    said = ""
    if checked.refresher:
        said += " It is for a refresher: what changed in the course was read and examined."
    if checked.refreshed_on is not None:
        day = words.full_day(checked.refreshed_on)
        said += f" Its holder refreshed the course on {day}, which moves no day."
    return said
