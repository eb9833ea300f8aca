"""What a worker states is said in words that name the version."""

from lms.quizzes.attesting import attestation_of


def test_the_statement_names_the_version_that_was_read() -> None:
    assert attestation_of(3) == (
        "I have read the lessons of this course, version 3, and these answers are my own."
    )
