"""How long records are kept: six years from creation or last effect, whichever is later.

45 CFR 164.316(b)(2)(i) asks it of documentation, of business associates too (HIP-11, TRN-08).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from lms.kernel.ids import AgreementId, WorkerId

YEARS: Final = 6
CITATION: Final = "45 CFR 164.316(b)(2)(i)"


@dataclass(frozen=True)
class Hold:
    """Records that must be kept for a matter, whatever their age, until the hold is lifted.

    Of a worker, or of everybody who ever served an agreement.
    """

    id: UUID
    matter: str
    worker: WorkerId | None
    agreement: AgreementId | None
    reason: str


def kept_through(days: Iterable[date]) -> date:
    """Return the last day on which records are kept, given the days of their making and effect.

    A period that ends on 29 February of a year that has none ends the day after.
    """
    last = max(days)
    try:
        return last.replace(year=last.year + YEARS)
    except ValueError:
        return date(last.year + YEARS, 3, 1)
