"""The words of agreements: what binds the organization to a program, and who serves it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from lms.kernel.ids import AgreementId, WorkerId


class AgreementKind(StrEnum):
    """What an agreement is: a qualified service organization's, a business associate's, both."""

    QSOA = "qsoa"
    BAA = "baa"
    COMBINED = "combined"


@dataclass(frozen=True)
class Agreement:
    """An agreement as it was last described; in force from `effective_on` through `ends_on`.

    What is not known is None, or empty; with no end, it runs on.
    """

    id: AgreementId
    kind: AgreementKind
    program_id: str
    program_name: str
    signed_on: date | None
    effective_on: date
    ends_on: date | None
    acknowledges_part2: bool | None
    resists_proceedings: bool | None
    services: str
    document_sha256: str


@dataclass(frozen=True)
class SignedCopy:
    """The document that was signed, by its SHA-256, and where in it each acknowledgment stands.

    `size` is that of the file kept here, 0 if only its digest is known. A place is written as
    people find it: clause 3, page 2.
    """

    agreement: AgreementId
    sha256: str
    file_name: str
    size: int
    part2_place: str
    proceedings_place: str


@dataclass(frozen=True)
class Agent:
    """A contract agent, who helps the organization with the services of an agreement.

    From a day to a day, both inclusive; None runs on.
    """

    id: UUID
    agreement: AgreementId
    name: str
    services: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True)
class Attestation:
    """What a contract agent attests of its own people's training, by whom and through which day.

    The document that shows it goes by its SHA-256; `size` is 0 if the file is not kept here.
    """

    id: UUID
    agent: UUID
    attested_on: date
    attested_by: str
    through_on: date
    document_sha256: str
    file_name: str
    size: int


@dataclass(frozen=True)
class Coverage:
    """A worker serves an agreement from a day to a day, both inclusive; None runs on.

    Worker, agreement and first day are what it is known by. `access_granted_on` is the day on
    which the worker could first see records, as the system that granted it says.
    """

    worker: WorkerId
    agreement: AgreementId
    from_on: date
    to_on: date | None
    access_granted_on: date | None


@dataclass(frozen=True)
class Grant:
    """That a worker got access to a system on a day, as that system's own list says."""

    worker: WorkerId
    system: str
    granted_on: date


@dataclass(frozen=True)
class AccessList:
    """Who got access to what and when; `sha256` is that of the list's bytes."""

    sha256: str
    grants: tuple[Grant, ...]
