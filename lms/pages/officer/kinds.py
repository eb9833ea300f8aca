"""The kinds of files that can be brought in, each with the action that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lms.actions.import_requirements import import_requirements
from lms.actions.import_workers import import_workers
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork

Bring = Callable[[UnitOfWork, bytes, bool], Imported]


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it is called, what is in it, and how it is brought in.

    `row` is what the number before a problem counts; `roster` says that whoever is absent from
    it may be ended.
    """

    name: str
    title: str
    holds: str
    bring: Bring
    row: str = "Row"
    roster: bool = False


KINDS: Mapping[str, Kind] = {
    one.name: one
    for one in (
        Kind(
            "workers",
            "Staff file",
            "CSV with the columns worker_id, name and hired_on, and others if you have them",
            lambda work, content, full: import_workers(work, content, full_roster=full),
            roster=True,
        ),
        Kind(
            "requirements",
            "Requirements",
            "TOML with [[requirement]] tables",
            lambda work, content, full: import_requirements(work, content, full_roster=full),
            row="Requirement",
        ),
    )
}
"""Every kind by its name; a new one is one line here."""
