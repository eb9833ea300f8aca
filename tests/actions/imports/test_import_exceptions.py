"""Extensions and waivers are brought in whole or not at all, by the rules of those given here."""

import pytest

from lms.actions.imports.import_exceptions import import_exceptions
from lms.kernel.sheets import Imported
from lms.kernel.work import Workshop
from lms.standing.tables import ExceptionRow
from tests.actions.imports.incoming import brought, kept, nothing_altered, wrong
from tests.builders import WORKER
from tests.reports.house import settled

HEAD = "kind,worker_id,requirement,decided_on,from_on,to_on,approved_by,reason"
MORE_TIME = "extension,W-001,part2-core-annual,2026-01-05,,2026-02-28,W-010,court testimony"
WAIVED = "waiver,W-002,part2-core-annual,2025-01-05,2025-01-01,2025-03-31,W-010,on the road"


@pytest.fixture
def there(workshop: Workshop) -> Workshop:
    """The known house."""
    return settled(workshop)


def test_the_same_file_twice_changes_nothing(there: Workshop) -> None:
    first = brought(there, import_exceptions, HEAD, MORE_TIME, WAIVED)
    again = brought(there, import_exceptions, HEAD, MORE_TIME, WAIVED)

    assert (first, again) == (Imported(created=2), Imported(unchanged=2))
    assert kept(there, ExceptionRow) == (2, ["ExceptionsImported"])
    assert nothing_altered(there)


def test_a_decision_that_is_told_otherwise_is_a_new_fact(there: Workshop) -> None:
    brought(there, import_exceptions, HEAD, MORE_TIME)

    longer = MORE_TIME.replace("2026-02-28", "2026-03-15")
    assert brought(there, import_exceptions, HEAD, longer) == Imported(updated=1)

    assert kept(there, ExceptionRow)[0] == 2


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        (WAIVED.replace("2025-03-31", ""), "to_on", "must not be"),
        (WAIVED.replace("W-010", "W-002"), "approved_by", "Nobody approves their own"),
        (MORE_TIME.replace("W-010", WORKER.email.upper()), "approved_by", "Nobody approves"),
        (WAIVED.replace("W-002", "W-999"), "worker_id", "There is no worker W-999"),
        (WAIVED.replace("part2-core-annual", "shoes"), "requirement", "There is no requirement"),
        (WAIVED.replace("2025-03-31", "2024-12-31"), "to_on", "lies before the first"),
        (WAIVED.replace("2025-01-01", "2023-01-01"), "from_on", "was hired on 2024-01-10"),
        (WAIVED.replace("2025-01-05", "2026-02-05"), "", "still to come"),
        (WAIVED.replace("waiver", "leave"), "kind", "Write one of"),
        (WAIVED.replace("on the road", ""), "reason", "must not be"),
        (WAIVED.replace("on the road", "x" * 301), "", "longer than 300 characters"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(
    there: Workshop, line: str, column: str, said: str
) -> None:
    control = "waiver,W-003,part2-core-annual,2026-01-05,,2026-03-31,W-010,on the road"

    told = brought(there, import_exceptions, HEAD, control, line)

    assert (3, column) in wrong(told)
    assert any(said in problem.message for problem in told.problems)
    assert {row for row, _ in wrong(told)} == {3}
    assert kept(there, ExceptionRow) == (0, [])
