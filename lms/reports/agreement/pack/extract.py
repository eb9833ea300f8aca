"""The ledger as a pack shows it: every seal, and the words of entries that are its business."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.evidence.chain import GENESIS, seal_of
from lms.evidence.checkpoints import Head
from lms.evidence.tables import EntryRow
from lms.kernel.canonical import canonical
from lms.reports.agreement.pack.scope import Scope

AT_ONCE: Final = 2000
IDS: Final = ("attempt", "completion", "exception", "fact")
"""What a statement names that is one person's alone: shown if the pack holds it."""


@dataclass
class Extract:
    """What was found while the ledger was read: how many entries, and the first that is broken.

    `shown` are those whose words the pack has; `last` is the one it ends with.
    """

    shown: int = 0
    last: int = 0
    seal: str = GENESIS
    at: datetime | None = None
    broken: int | None = None
    held: set[str] = field(default_factory=set)

    def head(self, key_id: str) -> Head | None:
        """Return where the extract ends, as of its last entry, to be signed; None if empty."""
        return Head(self.last, self.seal, self.at, key_id) if self.at is not None else None


def extract_of(session: Session, scope: Scope, extract: Extract) -> Iterator[bytes]:
    """Yield the extract: an entry a line, its number, its seal, and the form that was sealed.

    The form is left out where it is not the pack's business. It ends at the newest entry that
    is, so that what others do changes nothing here.
    """
    waiting: list[str] = []
    for row in _entries(session, scope.before, extract):
        if not _is_own(row, scope, extract.held):
            waiting.append(f"{row.number}\t{row.seal}\t\n")
            continue
        told = canonical((row.number, row.what, row.statement, row.previous, row.recorded_at))
        waiting.append(f"{row.number}\t{row.seal}\t{told.decode()}\n")
        extract.shown += 1
        extract.last, extract.seal, extract.at = row.number, row.seal, row.recorded_at
        yield "".join(waiting).encode()
        waiting.clear()


def _entries(session: Session, before: datetime, extract: Extract) -> Iterator[Any]:
    """Yield the entries in order, and note the first that is not what was sealed."""
    row = EntryRow.__table__.c
    number, previous = 1, GENESIS
    query = select(*row).order_by(row.number)
    with session.execute(query, execution_options={"yield_per": AT_ONCE}) as rows:
        for one in rows:
            at = one.recorded_at.isoformat()
            own = seal_of(one.number, one.what, one.statement, one.previous, at)
            sound = (one.number, one.previous, one.seal) == (number, previous, own)
            if not sound and extract.broken is None:
                extract.broken = one.number
            if sound and one.recorded_at >= before:
                return
            yield one
            number, previous = one.number + 1, one.seal


def _is_own(row: Any, scope: Scope, held: Collection[str]) -> bool:  # noqa: ANN401 - a row
    """Say whether the words of an entry are the pack's business, and name nothing else."""
    try:
        told = json.loads(row.statement)
    except ValueError:
        return False
    own = isinstance(told, dict) and _names_own(row.what, told, scope, held)
    return own and scope.hidden.words(row.statement) == row.statement


def _names_own(what: str, told: Mapping[str, Any], scope: Scope, held: Collection[str]) -> bool:
    if what == "CoursePublished":
        return told.get("course") in scope.courses
    if what == "RequirementDecided":
        return told.get("requirement") in scope.requirements
    if what == "LessonRead":
        return told.get("worker") in scope.root and told.get("course") in scope.courses
    if what == "WorkersMerged":
        return {told.get("duplicate"), told.get("survivor")} <= set(scope.root)
    named = [told[key] for key in IDS if key in told]
    return bool(named) and all(one in held for one in named)
