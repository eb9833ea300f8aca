"""What a worker states when handing in a paper, in exact words that are kept with it."""


def attestation_of(version: int) -> str:
    """Return the statement shown above the button that hands in, for a version of a course."""
    return (
        f"I have read the lessons of this course, version {version}, and these answers are my own."
    )
