"""Either database keeps instants and ids as they are."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, MetaData, Table, insert, select

from lms.kernel.database import Id, Instant

KEPT = Table("lms_kept", MetaData(), Column("id", Id, primary_key=True), Column("at", Instant))
zones = st.integers(-14 * 60, 14 * 60).map(lambda at: timezone(timedelta(minutes=at)))
instants = st.datetimes(
    datetime(1900, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(9999, 12, 30),  # noqa: DTZ001 - as above
    timezones=zones,
)


@pytest.fixture
def table(engine: Engine) -> Table:
    """A table of ids and instants, in the database."""
    KEPT.create(engine)
    return KEPT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(instants, min_size=1, max_size=5))
def test_an_instant_comes_back_in_utc_to_the_whole_second(
    engine: Engine, table: Table, told: list[datetime]
) -> None:
    rows = [{"id": UUID(int=at), "at": one} for at, one in enumerate(told)]
    with engine.connect() as connection:
        connection.execute(insert(table), rows)
        found = list(connection.scalars(select(table.c.at).order_by(table.c.id)))
        in_order = list(connection.scalars(select(table.c.at).order_by(table.c.at)))
        connection.rollback()

    assert found == [one.astimezone(UTC).replace(microsecond=0) for one in told]
    assert all(one.utcoffset() == timedelta() for one in found)
    assert in_order == sorted(found)


def test_no_instant_stays_none(engine: Engine, table: Table) -> None:
    with engine.begin() as connection:
        connection.execute(insert(table), {"id": UUID(int=1), "at": None})

        assert connection.scalars(select(table.c.at)).all() == [None]


def test_an_instant_without_a_zone_is_refused(engine: Engine) -> None:
    instant, naive = Instant(), datetime(2026, 1, 31, 12)  # noqa: DTZ001 - that is what is tested

    with pytest.raises(ValueError, match="must be aware"):
        instant.process_bind_param(naive, engine.dialect)


def test_ids_sort_by_their_characters(engine: Engine, table: Table) -> None:
    ids = [UUID(int=at * 16**30) for at in (10, 2, 15, 9)]
    with engine.connect() as connection:
        connection.execute(insert(table), [{"id": one, "at": None} for one in ids])
        found = list(connection.scalars(select(table.c.id).order_by(table.c.id)))

    assert found == sorted(ids, key=str)
