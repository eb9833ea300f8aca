"""What may be said of a certificate today, as a state with its words."""

from typing import Final, NamedTuple

from lms.certificates.model import Cause
from lms.pages import words
from lms.reports.verifying.state import State, Verification

CAUSES: Final = {
    Cause.IN_ERROR: "It was issued in error.",
    Cause.KEY_LOST: "The key that signed it can no longer be trusted.",
    Cause.OTHER: "The house that issued it says that it may not be relied on.",
}
"""What anybody may be told of why a certificate was revoked."""


class StateWords(NamedTuple):
    """The answer in a sentence, the state's kind and short name, and what it means."""

    answer: str
    kind: str
    name: str
    sentence: str


def state_words(checked: Verification) -> StateWords:
    """Tell the state of a certificate that was issued here."""
    if checked.state in {State.WITHDRAWN, State.REVOKED, State.CORRECTED}:
        return _undone(checked)
    through = words.full_day(checked.valid_through) if checked.valid_through else ""
    if checked.state is State.VALID:
        return StateWords(
            answer="This certificate is genuine, and it counts today.",
            kind="ok",
            name=f"Valid through {through}",
            sentence=f"It was issued here, and nothing has been changed since.{_beside(checked)}",
        )
    if checked.state is State.SUPERSEDED:
        return _superseded(checked.successor)
    if checked.state is State.LAPSED:
        return StateWords(
            answer="This certificate is genuine, and its time is over.",
            kind="soon",
            name=f"Was valid through {through}",
            sentence="It was issued here, and that day has passed.",
        )
    return StateWords(
        answer="This certificate is genuine.",
        kind="ok",
        name="No last day was set",
        sentence="It was issued here. No rule asked for the training, so no day ends it.",
    )


def _superseded(by: str | None) -> StateWords:
    """Say what followed: training done elsewhere has no certificate of ours."""
    what = "The later certificate counts." if by else "What followed was done elsewhere."
    return StateWords(
        answer="This certificate is genuine, and a later one followed.",
        kind="away",
        name=f"Superseded by {by}" if by else "Followed by a later one",
        sentence=f"Its holder has completed the course again. {what}",
    )


def _undone(checked: Verification) -> StateWords:
    if checked.state is State.REVOKED and checked.cause is not None:
        return StateWords(
            answer="This certificate was issued here, and was revoked.",
            kind="late",
            name="Revoked",
            sentence=f"{CAUSES[checked.cause]} Do not rely on it.",
        )
    if checked.state is State.CORRECTED:
        return StateWords(
            answer="This certificate was issued here, and was corrected.",
            kind="away",
            name=f"Corrected by {checked.successor}",
            sentence="It said something wrong. The certificate that corrects it counts instead.",
        )
    return StateWords(
        answer="This certificate was issued here, and counts no more.",
        kind="late",
        name="Withdrawn",
        sentence="The completion that it shows was found to be recorded in error.",
    )


def _beside(checked: Verification) -> str:
    """Say what refreshers have to do with it, if anything."""
    said = f" It corrects {checked.corrects}." if checked.corrects else ""
    if checked.refresher:
        said += " It is for a refresher: what changed in the course was read and examined."
    if checked.refreshed_on is not None:
        day = words.full_day(checked.refreshed_on)
        said += f" Its holder refreshed the course on {day}, which moves no day."
    return said
