"""Whatever is changed in the database behind the product's back is found, and named."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.reports.ledger.bound import TABLES
from lms.reports.ledger.breaks import breaks
from tests.architecture.schema import facts
from tests.reports.ledger.history import lived
from tests.reports.ledger.tampering import Hand, unguarded


def test_the_ledger_binds_every_table_that_only_grows() -> None:
    assert set(TABLES) == facts() - {"lms_ledger"}


def test_where_nothing_was_changed_nothing_is_found(workshop: Workshop, tmp_path: Path) -> None:
    lived(workshop, tmp_path)

    with workshop.look(SYSTEM) as work:
        rows = {
            name: work.session.scalar(select(func.count()).select_from(table))
            for name, table in TABLES.items()
        }
        assert {name for name, count in rows.items() if not count} == {"lms_tombstone"}
        assert list(breaks(work.session)) == []


def unfound(workshop: Workshop, times: range) -> list[str]:
    """Tamper so often, each time with what was there before, and tell what was not named."""
    missed = []
    with unguarded(workshop.engine) as session:
        for number in times:
            before = session.begin_nested()
            done = Hand(session, number).tampers()
            found = [*breaks(session)]
            if not any(map(done.is_named_by, found)):
                missed.append(f"{number}: {done}: {'; '.join(map(str, found))}")
            before.rollback()
        assert [*breaks(session)] == []
    return missed


def test_of_a_hundred_tamperings_each_is_found_and_named(
    workshop: Workshop, tmp_path: Path
) -> None:
    lived(workshop, tmp_path)

    assert unfound(workshop, range(100)) == []


@pytest.mark.deep
def test_of_a_thousand_tamperings_each_is_found_and_named(
    workshop: Workshop, tmp_path: Path
) -> None:
    lived(workshop, tmp_path)

    assert unfound(workshop, range(1_000, 2_000)) == []
