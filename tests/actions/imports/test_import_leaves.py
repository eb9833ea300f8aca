"""Leaves are brought in whole or not at all, also those whose end is told later."""

from datetime import date

import pytest
from sqlalchemy import select

from lms.actions.imports.import_leaves import import_leaves
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Refused
from lms.kernel.sheets import Imported
from lms.kernel.work import Workshop
from lms.reports.incoming.weighing import Wish
from lms.standing.tables import ExceptionRow
from tests.actions.imports.incoming import brought, kept, nothing_altered, wrong
from tests.reports.house import settled

HEAD = "worker_id,first_day_away,first_day_back"


@pytest.fixture
def there(workshop: Workshop) -> Workshop:
    """The known house."""
    return settled(workshop)


def test_a_leave_that_is_open_gets_its_end_later_and_the_same_file_changes_nothing(
    there: Workshop,
) -> None:
    opened = brought(there, import_leaves, HEAD, "W-001,2025-11-03,")
    ended = brought(there, import_leaves, HEAD, "W-001,2025-11-03,2025-12-01")
    again = brought(there, import_leaves, HEAD, "W-001,2025-11-03,2025-12-01")

    assert (opened, ended, again) == (
        Imported(created=1),
        Imported(updated=1),
        Imported(unchanged=1),
    )
    with there.look(SYSTEM) as work:
        last_days = work.session.scalars(select(ExceptionRow.to_on).order_by(ExceptionRow.entry))
        assert list(last_days) == [None, date(2025, 11, 30)]
    assert kept(there, ExceptionRow)[1] == ["LeavesImported"] * 2
    assert nothing_altered(there)


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("W-999,2025-11-03,", "worker_id", "There is no worker W-999"),
        ("W-002,2025-11-03,2025-11-03", "first_day_back", "must come after"),
        ("W-002,2023-11-03,", "first_day_away", "was hired on 2024-01-10"),
        ("W-001,2025-11-03,2025-12-01", "worker_id", "stands in row 2 already"),
        ("W-002,soon,", "first_day_away", "Write the day as 2026-03-05"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    there: Workshop, line: str, column: str, said: str
) -> None:
    told = brought(there, import_leaves, HEAD, "W-001,2025-11-03,", line)

    assert wrong(told) == [(3, column)]
    assert said in told.problems[0].message
    assert kept(there, ExceptionRow) == (0, [])


def test_leaves_do_not_end_by_being_left_out(there: Workshop) -> None:
    with pytest.raises(Refused, match="never a full roster"):
        brought(there, import_leaves, HEAD, wish=Wish(full_roster=True))
