"""What would a file of who serves which agreement change?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from typing import Any

from lms.agreements.model import Coverage
from lms.agreements.reader import COVERAGE, read_coverage
from lms.agreements.store import (
    agreement_ids,
    coverage_missing_from,
    coverage_of,
    coverage_running,
)
from lms.agreements.tables import CoverageRow
from lms.kernel.ids import AgreementId
from lms.kernel.intake.cells import Cells
from lms.kernel.intake.staging import PARTED_BY, Staged
from lms.reports.incoming.kind import Judged, Kind, Place, judged
from lms.reports.incoming.persons import persons


class Served(Kind[Coverage]):
    """Spans of service, known by worker, agreement and first day."""

    things = "spans of service"
    columns = COVERAGE
    owner_column = "worker_id"
    table = CoverageRow
    order = ("worker_id", "id")

    def read(self, cells: Cells) -> Coverage:
        """Read a span of service."""
        return read_coverage(cells)

    def place(self, told: Coverage) -> Place:
        """Know a span by its first day too: one may serve an agreement again later."""
        return Place(told.worker, f"{told.agreement}{PARTED_BY}{told.from_on}")

    def name(self, told: Coverage) -> str:
        """Name the span."""
        return f"{told.worker} serving {told.agreement} from {told.from_on}"

    def judge(self, rows: Sequence[tuple[int, Coverage]]) -> Iterator[Judged]:
        """Judge spans: worker and agreement must be known, and nobody serves before their hire."""
        workers = list(dict.fromkeys(told.worker for _, told in rows))
        who = persons(self.work.session, workers, self.problems)
        known = coverage_of(self.work.session, workers)
        for number, told in rows:
            if told.agreement not in self._agreements:
                words = f"There is no agreement {told.agreement}. Bring the agreements in first."
                self.problems.add(number, "agreement_id", words)
            who.here(number, told.worker, "from_on", told.from_on)
            before = known.get((told.worker, told.agreement, told.from_on))
            yield judged(before, told, self._fact(told))

    def known(self) -> int:
        """Count the spans that have not ended."""
        return coverage_running(self.work.session, self.today)

    def absent(self, staged: Staged) -> Iterator[Coverage]:
        """Yield the spans that have not ended and are not in the file."""
        return coverage_missing_from(self.work.session, staged.table, self.today)

    def ended(self, told: Coverage) -> dict[str, Any]:
        """End a span with yesterday, or with its first day if that is later."""
        to_on = max(self.today - timedelta(days=1), told.from_on)
        return self._fact(replace(told, to_on=to_on))

    @cached_property
    def _agreements(self) -> set[AgreementId]:
        return agreement_ids(self.work.session)

    def _fact(self, told: Coverage) -> dict[str, Any]:
        columns = dict(vars(told))
        columns["worker_id"] = columns.pop("worker")
        return {"id": self.work.new_id(), **columns, **self.stamp()}
