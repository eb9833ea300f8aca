"""A drill in the form in which the text that somebody answered is kept."""

import json
from typing import Any

from lms.drills.model import Choice, Drill, Step
from lms.kernel.canonical import canonical
from lms.kernel.ids import FactId


def to_json(drill: Drill) -> dict[str, Any]:
    """Return a drill as JSON values."""
    archived: dict[str, Any] = json.loads(canonical(drill))
    return archived


def from_json(archived: dict[str, Any]) -> Drill:
    """Return the drill of what `to_json` returned."""
    return Drill(
        **{
            **archived,
            "roles": tuple(archived["roles"]),
            "counsel": tuple(archived["counsel"]),
            "steps": tuple(map(_step, archived["steps"])),
        }
    )


def _step(archived: dict[str, Any]) -> Step:
    return Step(
        **{
            **archived,
            "cites": tuple(archived["cites"]),
            "choices": tuple(Choice(**choice) for choice in archived["choices"]),
            "facts": tuple(map(FactId, archived["facts"])),
        }
    )
