"""A question bank in the form in which a published version is kept."""

import json
from typing import Any

from lms.kernel.canonical import canonical
from lms.kernel.ids import FactId
from lms.quizzes.model import Choice, Kind, Question, Quiz


def to_json(quiz: Quiz) -> dict[str, Any]:
    """Return a bank as JSON values."""
    archived: dict[str, Any] = json.loads(canonical(quiz))
    return archived


def from_json(archived: dict[str, Any]) -> Quiz:
    """Return the bank of what `to_json` returned."""
    return Quiz(
        **{
            **archived,
            "draw": tuple((topic, number) for topic, number in archived["draw"]),
            "questions": tuple(map(_question, archived["questions"])),
        }
    )


def _question(archived: dict[str, Any]) -> Question:
    return Question(
        **{
            **archived,
            "choices": tuple(Choice(**choice) for choice in archived["choices"]),
            "rules": tuple(archived["rules"]),
            "roles": tuple(archived["roles"]),
            "kind": Kind(archived["kind"]),
            # Banks published before there were facts say nothing of them.
            "facts": tuple(map(FactId, archived.get("facts", ()))),
            "decides": tuple((name, value) for name, value in archived.get("decides", ())),
        }
    )
