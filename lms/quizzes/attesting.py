"""What a worker states when handing in a paper, in exact words that are kept with it."""

from lms.quizzes.model import Asks


def attestation_of(version: int, kind: Asks = Asks.FULL) -> str:
    """Return the statement shown above the button that hands in, for a version of a course."""
    read = "the lessons of this course, version"
    if kind is Asks.REFRESHER:
        read = "what changed in this course, up to version"
    return f"I have read {read} {version}, and these answers are my own."
