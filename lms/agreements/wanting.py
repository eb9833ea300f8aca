"""What an agreement lacks of what 42 CFR 2.11 asks it to say, and what is for counsel to weigh."""

from collections.abc import Iterator
from enum import StrEnum

from lms.agreements.model import Agreement, AgreementKind


class Wanting(StrEnum):
    """One thing that is missing, or is not known to be there."""

    PART2 = "part2"
    PROCEEDINGS = "proceedings"
    COPY = "copy"
    SIGNATURE = "signature"
    BARE = "bare"


def wanting(agreement: Agreement, *, copy_kept: bool) -> tuple[Wanting, ...]:
    """Return what is missing: an acknowledgment, the signed copy, the day of the signature.

    A business associate agreement without both acknowledgments is told besides: the definition
    of 42 CFR 2.11, paragraph (3), includes business associates of programs that are covered
    entities, and whether such an agreement alone is enough is argued.
    """
    return tuple(_wanting(agreement, copy_kept=copy_kept))


def _wanting(agreement: Agreement, *, copy_kept: bool) -> Iterator[Wanting]:
    both = bool(agreement.acknowledges_part2) and bool(agreement.resists_proceedings)
    if not agreement.acknowledges_part2:
        yield Wanting.PART2
    if not agreement.resists_proceedings:
        yield Wanting.PROCEEDINGS
    if not copy_kept:
        yield Wanting.COPY
    if agreement.signed_on is None:
        yield Wanting.SIGNATURE
    if agreement.kind is AgreementKind.BAA and not both:
        yield Wanting.BARE
