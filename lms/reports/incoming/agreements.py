"""What would a file of agreements change?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from lms.agreements.model import Agreement
from lms.agreements.reader import AGREEMENTS, read_agreement
from lms.agreements.store import agreements_missing_from, agreements_of, agreements_running
from lms.agreements.tables import AgreementRow
from lms.kernel.intake.cells import Cells
from lms.kernel.intake.staging import Staged
from lms.reports.incoming.kind import Judged, Kind, Place, judged

Numbered = tuple[int, Agreement]


class Agreements(Kind[Numbered]):
    """Agreements, known by their ids; each comes with the number of its last description."""

    things = "agreements"
    columns = AGREEMENTS
    owner_column = "agreement_id"
    table = AgreementRow
    order = ("id", "number")

    def read(self, cells: Cells) -> Numbered:
        """Read an agreement; a file knows of no number."""
        return 0, read_agreement(cells)

    def place(self, told: Numbered) -> Place:
        """Know an agreement by its id."""
        return Place(told[1].id)

    def name(self, told: Numbered) -> str:
        """Name the agreement."""
        return f"Agreement {told[1].id}"

    def judge(self, rows: Sequence[tuple[int, Numbered]]) -> Iterator[Judged]:
        """Judge agreements."""
        known = agreements_of(self.work.session, [told.id for _, (_, told) in rows])
        for _, (_, told) in rows:
            number, before = known.get(told.id, (0, None))
            yield judged(before, told, self._fact(number + 1, told))

    def known(self) -> int:
        """Count the agreements that have not ended."""
        return agreements_running(self.work.session, self.today)

    def absent(self, staged: Staged) -> Iterator[Numbered]:
        """Yield the agreements that have not ended and are not in the file."""
        return agreements_missing_from(self.work.session, staged.owners, self.today)

    def ended(self, told: Numbered) -> dict[str, Any]:
        """End an agreement today, or on its first day if that is still to come."""
        number, agreement = told
        ends_on = max(self.today, agreement.effective_on)
        return self._fact(number + 1, replace(agreement, ends_on=ends_on))

    def _fact(self, number: int, agreement: Agreement) -> dict[str, Any]:
        columns = {**vars(agreement), "kind": agreement.kind.value, "number": number}
        return {**columns, **self.stamp()}
