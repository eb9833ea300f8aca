"""What the ledger says of files: those that were brought in, and packs that were taken."""

from dataclasses import dataclass
from datetime import date

from lms.kernel.ids import AgreementId, RequirementId


@dataclass(frozen=True)
class _FileImported:
    """A file was brought in; `file` is its SHA-256."""

    file: str
    created: int
    updated: int
    unchanged: int
    ended: int


@dataclass(frozen=True)
class WorkersImported(_FileImported):
    """A staff file was brought in."""


@dataclass(frozen=True)
class AgreementsImported(_FileImported):
    """A file of agreements was brought in."""


@dataclass(frozen=True)
class CoverageImported(_FileImported):
    """A file of who serves which agreement was brought in."""


@dataclass(frozen=True)
class RequirementsImported(_FileImported):
    """A file of requirements was brought in; `changed` names those that are new or other."""

    changed: tuple[RequirementId, ...]


@dataclass(frozen=True)
class CompletionsImported(_FileImported):
    """A file of training done elsewhere was brought in."""


@dataclass(frozen=True)
class LeavesImported(_FileImported):
    """A file of leaves was brought in."""


@dataclass(frozen=True)
class ExceptionsImported(_FileImported):
    """A file of extensions and waivers was brought in."""


@dataclass(frozen=True)
class PackExported:
    """The evidence pack of an agreement was taken; the digest is that of all it holds."""

    agreement: AgreementId
    as_of: date
    pack_sha256: str


FileImported = (
    WorkersImported
    | AgreementsImported
    | CoverageImported
    | RequirementsImported
    | CompletionsImported
    | LeavesImported
    | ExceptionsImported
)
"""Whatever the ledger says of a file that came in."""
