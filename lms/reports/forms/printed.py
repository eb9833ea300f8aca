"""Which columns of a report are printed, and how they share the width of a page."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

MOST_BESIDE: Final = 9
"""So many columns are printed as they are, where nobody chose for them."""


class Printed(NamedTuple):
    """One column on paper: its head, the report's columns it stacks, its share of the width."""

    head: str
    names: tuple[str, ...]
    share: float


def _beside(*told: tuple[str, str, float]) -> tuple[Printed, ...]:
    return tuple(Printed(head, tuple(names.split()), share) for head, names, share in told)


_STANDING: Final = _beside(
    ("Worker", "worker_name worker_id", 12),
    ("Team, role", "team role", 11),
    ("Requirement, what it rests on", "requirement course basis citation", 17),
    ("Status", "status", 9),
    ("Act by", "act_by", 7.5),
    ("Days late", "days_late", 5),
    ("Completed on, version", "completed_on course_version", 8.5),
    ("Valid through", "valid_through", 7.5),
    ("Longest interval, days", "longest_interval_days", 7),
    ("Why", "why", 21),
)
CHOSEN: Final = {
    "standing": _STANDING,
    "overdue": _STANDING,
    "completions": _beside(
        ("Worker", "worker_name worker_id", 13),
        ("Team, role", "team role", 11),
        ("Requirement, reason", "requirement reason", 13),
        ("Course, version, kind", "course_title course_version kind", 17),
        ("Completed on", "completed_on time_zone", 10),
        ("Score, pass mark", "score_percent pass_mark", 6),
        ("Attempt", "attempt_number", 5),
        ("Valid through", "valid_through", 7.5),
        ("Certificate", "certificate", 13),
        ("Recorded, source", "recorded_at source", 10),
        ("Ledger entry", "entry", 5.5),
    ),
    "gaps": _beside(
        ("Worker", "worker_name worker_id", 15),
        ("Requirement", "requirement", 16),
        ("From", "from_on", 8),
        ("Through", "to_on", 8),
        ("Days", "days", 5),
        ("Cause", "cause", 12),
        ("What bears on it", "note", 34),
    ),
    "exceptions": _beside(
        ("Worker", "worker_name worker_id", 12),
        ("Kind, state", "kind state", 9),
        ("Requirement", "requirement", 11),
        ("Decided on", "decided_on", 7.5),
        ("From", "from_on", 7.5),
        ("Through", "to_on", 7.5),
        ("Approved by", "approved_by", 8),
        ("Reason", "reason withdrawn_because", 18),
        ("Document", "document", 9),
        ("What happened", "what_happened", 18),
    ),
    "retraining": _beside(
        ("Worker", "worker_name worker_id", 16),
        ("Course", "course", 14),
        ("Incident, agreement", "incident agreement", 15),
        ("Opened on", "opened_on", 9),
        ("Due on", "due_on", 9),
        ("State", "state", 7),
        ("Completed on", "completed_on", 9),
        ("Approved by", "approved_by", 12),
        ("Ledger entry", "entry", 9),
    ),
    "reconciliation": _beside(
        ("Worker", "worker_id", 15),
        ("Name", "name", 25),
        ("Where", "where", 15),
        ("What bears on it", "note", 45),
    ),
    "before-access": _beside(
        ("Worker", "worker_name worker_id", 16),
        ("Access granted", "access_granted_on", 9),
        ("Where from", "where_from", 16),
        ("Requirement", "requirement", 16),
        ("Trained on", "trained_on", 9),
        ("Days before", "days_before", 6),
        ("Exception", "exception", 7),
        ("What bears on it", "note", 24),
    ),
    "coverage-matrix": _beside(
        ("Section", "section", 12),
        ("Hole", "hole", 10),
        ("Course, version", "course_title course_version", 22),
        ("Lesson", "lesson", 14),
        ("Questions", "questions", 7),
        ("Roles asked", "roles", 22),
        ("Answers", "answers", 7),
        ("Right, %", "right_percent", 7),
    ),
}
"""What is printed of each report that has more columns than a page is wide."""


def printed(kind: str, names: Sequence[str]) -> tuple[Printed, ...]:
    """Return the columns to print of a report: those chosen for it, else its first ones."""
    if kind in CHOSEN:
        return CHOSEN[kind]
    return tuple(Printed(name.replace("_", " "), (name,), 1) for name in names[:MOST_BESIDE])


def cells_of(columns: Sequence[Printed], names: Sequence[str], row: Sequence[Any]) -> list[str]:
    """Return a row as it is printed; what stands in one column has a line of its own each."""
    told = dict(zip(names, row, strict=True))
    return [
        "\n".join(
            str(told[name]) for name in column.names if told[name] is not None and told[name] != ""
        )
        for column in columns
    ]
