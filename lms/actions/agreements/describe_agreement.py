"""An agreement is described, or described anew; nothing that was said before is lost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from lms.agreements.deciding import LONGEST_NAME, check_agreement, check_words
from lms.agreements.model import Agreement, SignedCopy
from lms.agreements.papers import check_paper, file_name_kept
from lms.agreements.store import agreement_row, agreements_of, signed_copy_of, signed_copy_row
from lms.evidence.agreed import AgreementDescribed
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import Fault, Refused
from lms.kernel.intake.staging import one_at_a_time
from lms.kernel.work import UnitOfWork


class Paper(NamedTuple):
    """A document as it was sent: what its file is called, and its bytes."""

    file_name: str
    content: bytes


@dataclass(frozen=True)
class Told:
    """What is said of an agreement, the signed copy if one is sent, and where in it things stand.

    `new` says that no agreement of this id may be there yet.
    """

    agreement: Agreement
    paper: Paper | None = None
    part2_place: str = ""
    proceedings_place: str = ""
    new: bool = False


def describe_agreement(work: UnitOfWork, told: Told) -> int:
    """Describe an agreement, and return the number of the description that counts now.

    A signed copy replaces the one before, whose file and digest stay. The same said again changes
    nothing. Raises `Refused` with every reason at once. Nobody's dates depend on those of an
    agreement.
    """
    work.actor.require(Permission.AGREE)
    one_at_a_time(work.session)
    number, before = agreements_of(work.session, [told.agreement.id]).get(
        told.agreement.id, (0, None)
    )
    faults = [*check_agreement(told.agreement), *_faults(told)]
    if told.new and before is not None:
        faults.append(Fault("There is an agreement of this id already. Change that one.", "id"))
    if not told.new and before is None:
        faults.append(Fault("There is no such agreement.", "id"))
    if faults:
        raise Refused.of(faults)
    known = signed_copy_of(work.session, told.agreement.id)
    copy = _copy(work, told, before, known)
    agreement = replace(told.agreement, document_sha256=copy.sha256)
    if (agreement, copy) == (before, known or copy):
        return number
    _keep(work, agreement, number + 1, copy if copy != known else None)
    return number + 1


def _faults(told: Told) -> Iterator[Fault]:
    if told.paper is not None:
        yield from check_paper("paper", told.paper.content)
    for name in ("part2_place", "proceedings_place"):
        yield from check_words(name, getattr(told, name), LONGEST_NAME)


def _copy(
    work: UnitOfWork, told: Told, before: Agreement | None, known: SignedCopy | None
) -> SignedCopy:
    places = (told.part2_place, told.proceedings_place)
    if told.paper is not None:
        name, size = file_name_kept(told.paper.file_name), len(told.paper.content)
        sha256 = work.files.keep(told.paper.content)
        return SignedCopy(told.agreement.id, sha256, name, size, *places)
    sha256 = before.document_sha256 if before else ""
    if known is not None and known.sha256 == sha256:
        return replace(known, part2_place=places[0], proceedings_place=places[1])
    return SignedCopy(told.agreement.id, sha256, "", 0, *places)


def _keep(work: UnitOfWork, agreement: Agreement, number: int, copy: SignedCopy | None) -> None:
    seal = digest((agreement, copy))
    said = AgreementDescribed(agreement.id, number, seal, agreement.document_sha256)
    stamp = {"recorded_at": work.now, "recorded_by": work.actor.account}
    row = agreement_row(agreement, number, stamp)
    if copy is None:
        record(work, said, row)
    else:
        record(work, said, row, signed_copy_row(work.new_id(), copy, stamp))
