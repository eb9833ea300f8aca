"""What a worker states is said in words that name the version."""

from lms.quizzes.attesting import attestation_of
from lms.quizzes.model import Asks


def test_the_statement_names_the_version_that_was_read() -> None:
    assert attestation_of(3) == (
        "I have read the lessons of this course, version 3, and these answers are my own."
    )


def test_whoever_refreshes_states_to_have_read_what_changed() -> None:
    assert attestation_of(3, Asks.REFRESHER) == (
        "I have read what changed in this course, up to version 3, and these answers are my own."
    )
