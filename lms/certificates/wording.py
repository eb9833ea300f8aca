"""What a certificate says beside its facts, as an author wrote it."""

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
    """The words of a certificate. `body` names facts in braces, such as {holder}."""

    slug: str
    title: str
    disclaimer: str
    body: str
