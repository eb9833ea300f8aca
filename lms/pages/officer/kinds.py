"""The kinds of files that can be brought in, each with the action that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_completions import import_completions
from lms.actions.imports.import_coverage import import_coverage
from lms.actions.imports.import_exceptions import import_exceptions
from lms.actions.imports.import_leaves import import_leaves
from lms.actions.imports.import_requirements import import_requirements
from lms.actions.imports.import_workers import import_workers
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork
from lms.reports.incoming.weighing import Wish

Action = Callable[[UnitOfWork, BinaryIO, Wish], Imported]


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it is called, what is in it, and the action that brings it in.

    `row` is what the number before a problem counts; `roster` says that whoever is absent from
    it may be ended.
    """

    name: str
    title: str
    holds: str
    action: Action
    row: str = "Row"
    roster: bool = False

    def bring(self, work: UnitOfWork, content: bytes, full: bool) -> Imported:  # noqa: FBT001 - as the page has it
        """Bring a file in; the page itself asks for a second look when many change."""
        wish = Wish(full_roster=full and self.roster, allow_many=True)
        return self.action(work, BytesIO(content), wish)


KINDS: Mapping[str, Kind] = {
    one.name: one
    for one in (
        Kind(
            "workers",
            "Staff file",
            "CSV with the columns worker_id, name and hired_on, and others if you have them",
            import_workers,
            roster=True,
        ),
        Kind(
            "agreements",
            "Agreements",
            "CSV with agreement_id, kind, program_id, program_name and effective_on",
            import_agreements,
            roster=True,
        ),
        Kind(
            "coverage",
            "Who serves which agreement",
            "CSV with worker_id, agreement_id and from_on",
            import_coverage,
            roster=True,
        ),
        Kind(
            "requirements",
            "Requirements",
            "TOML with [[requirement]] tables",
            import_requirements,
            row="Requirement",
            roster=True,
        ),
        Kind(
            "completions",
            "Training done elsewhere",
            "CSV with worker_id, course, completed_at, document and approved_by",
            import_completions,
        ),
        Kind(
            "leaves",
            "Leave",
            "CSV with worker_id and first_day_away, and first_day_back once it is known",
            import_leaves,
        ),
        Kind(
            "exceptions",
            "Extensions and waivers",
            "CSV with kind, worker_id, requirement, decided_on, to_on, approved_by and reason",
            import_exceptions,
        ),
    )
}
"""Every kind by its name; a new one is one line here."""
