"""What a certificate says beside its facts, as an author wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FIELDS: Final = (
    "holder",
    "course",
    "version",
    "completed_on",
    "valid_through",
    "score",
    "organization",
    "number",
)
"""The only fields that a wording may name in braces."""


@dataclass(frozen=True)
class Wording:
    """The words of a certificate. `body` names facts in braces, such as {holder}.

    `certifies_line` stands before the holder's name, `completed_line` before the course.
    """

    slug: str
    title: str
    disclaimer: str
    body: str
    certifies_line: str = "This certifies that"
    completed_line: str = "completed the training"

    def statement(self, facts: Mapping[str, str]) -> str:
        """Return the body as one line with its facts in place; `facts` holds all of `FIELDS`."""
        return " ".join(self.body.split()).format_map({name: facts[name] for name in FIELDS})
