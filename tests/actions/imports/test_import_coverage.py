"""Who serves which agreement is brought in whole or not at all, and duties follow."""

from datetime import date

import pytest

from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_coverage import import_coverage
from lms.agreements.store import coverage_of
from lms.agreements.tables import CoverageRow
from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
from lms.kernel.sheets import Imported
from lms.kernel.work import Workshop
from lms.reports.incoming.weighing import Wish
from tests.actions.imports.incoming import brought, kept, nothing_altered, wrong
from tests.actions.imports.test_import_agreements import HARBOR, QUAY
from tests.actions.imports.test_import_agreements import HEAD as AGREEMENTS
from tests.reports.house import settled

HEAD = "worker_id,agreement_id,from_on,to_on,access_granted_on"
TOVA = "W-001,A-1,2025-04-01,,2025-03-01"
ROWAN = "W-003,A-2,2026-01-31,,"


@pytest.fixture
def bound(workshop: Workshop) -> Workshop:
    """The known house, bound by two agreements."""
    settled(workshop)
    brought(workshop, import_agreements, AGREEMENTS, HARBOR, QUAY)
    return workshop


def last_days(workshop: Workshop) -> dict[str, date | None]:
    """The last day of service of each worker."""
    with workshop.look(SYSTEM) as work:
        found = coverage_of(work.session, [WorkerId("W-001"), WorkerId("W-003")])
    return {worker: span.to_on for (worker, _, _), span in found.items()}


def test_the_same_file_twice_changes_nothing(bound: Workshop) -> None:
    first = brought(bound, import_coverage, HEAD, TOVA, ROWAN)
    again = brought(bound, import_coverage, HEAD, TOVA, ROWAN)

    assert (first, again) == (Imported(created=2), Imported(unchanged=2))
    assert kept(bound, CoverageRow) == (2, ["AgreementsImported", "CoverageImported"])
    assert nothing_altered(bound)


def test_an_end_that_is_told_later_is_a_new_fact(bound: Workshop) -> None:
    brought(bound, import_coverage, HEAD, TOVA)

    ended = TOVA.replace("2025-04-01,,", "2025-04-01,2025-12-31,")
    assert brought(bound, import_coverage, HEAD, ended) == Imported(updated=1)

    assert last_days(bound) == {"W-001": date(2025, 12, 31)}
    assert kept(bound, CoverageRow)[0] == 2


def test_a_full_roster_ends_the_absent_with_yesterday_or_their_first_day(bound: Workshop) -> None:
    brought(bound, import_coverage, HEAD, TOVA, ROWAN)
    other = "W-002,A-1,2025-01-01,,"

    told = brought(bound, import_coverage, HEAD, other, wish=Wish(full_roster=True))
    again = brought(bound, import_coverage, HEAD, other, wish=Wish(full_roster=True))

    assert (told, again) == (Imported(created=1, absent=2), Imported(unchanged=1))
    assert last_days(bound) == {"W-001": date(2026, 1, 30), "W-003": date(2026, 1, 31)}
    assert nothing_altered(bound)


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("W-999,A-1,2025-04-01,,", "worker_id", "There is no worker W-999"),
        ("W-001,A-9,2025-04-01,,", "agreement_id", "There is no agreement A-9"),
        ("W-001,A-1,2025-05-01,2025-04-30,", "to_on", "lies before the first"),
        ("W-001,A-1,2025-03-02,,", "from_on", "W-001 was hired on 2025-03-03"),
        (ROWAN, "worker_id", "stands in row 2 already"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    bound: Workshop, line: str, column: str, said: str
) -> None:
    told = brought(bound, import_coverage, HEAD, ROWAN, line)

    assert wrong(told) == [(3, column)]
    assert said in told.problems[0].message
    assert kept(bound, CoverageRow)[0] == 0
