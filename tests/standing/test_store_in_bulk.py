"""What SQL says of thousands of invented histories is what the rules say, on either database."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any, Final

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lms.people.store import record_workers
from lms.standing.model import Standing
from lms.standing.spells import Spell, spells_of
from lms.standing.status import status_on
from lms.standing.store import holding_on, late_on, status_expression, write_standings
from lms.standing.tables import StandingRow
from tests.builders import NOON, WORKER
from tests.standing.checks import BEGIN, END
from tests.standing.histories import DAY
from tests.standing.invented import Numbered, numbered

EVERYDAY: Final = range(1_000)
DEEP: Final = tuple(range(at, at + 10_000) for at in range(0, 1_000_000, 10_000))
DATES: Final = tuple(one.name for one in fields(Standing))
Told = dict[str, tuple[date, str, bool]]


def row(name: str, spell: Spell) -> dict[str, Any]:
    """A derived row as it is written."""
    return {
        "worker_id": WORKER.id,
        "requirement": name,
        "from_on": spell.from_on,
        "until_on": spell.until_on,
        "team": "",
        "course": "tiny",
        "certificate": "",
        **{one: getattr(spell.standing, one) for one in DATES},
    }


def by_sql(session: Session, day: date) -> Told:
    """What SQL says of a day: which row holds, its status, and whether it is late."""
    query = select(
        StandingRow.requirement, StandingRow.from_on, status_expression(day), late_on(day)
    ).where(holding_on(day))
    found = session.execute(query).all()
    told = {one[0]: (one[1], str(one[2]), bool(one[3])) for one in found}
    assert len(told) == len(found), "Two rows of one requirement hold on one day."
    return told


def by_rules(spells: dict[str, tuple[Spell, ...]], day: date) -> Told:
    """What the rules say of the same day."""
    told: Told = {}
    for name, each in spells.items():
        for spell in each:
            if spell.from_on <= day and (spell.until_on is None or day < spell.until_on):
                status = status_on(spell.standing, day)
                told[name] = (spell.from_on, status.value, status.late)
    return told


def days_of(numbers: range) -> Iterator[date]:
    """Some days, others for each group, and always the first and the last."""
    chance = Numbered(numbers.start)
    yield from (BEGIN, END)
    for _ in range(14):
        yield BEGIN + chance.below((END - BEGIN).days) * DAY


def check_in_bulk(engine: Engine, numbers: range) -> None:
    """Write what follows of the histories of these numbers, and ask either side of some days."""
    spells = {f"r-{number}": spells_of(*numbered(number), BEGIN) for number in numbers}
    with Session(engine) as session:
        record_workers(session, [WORKER], NOON, NOON.date(), "test")
        rows = [row(name, one) for name, each in spells.items() for one in each]
        write_standings(session, [WORKER.id], rows)
        for day in days_of(numbers):
            assert by_sql(session, day) == by_rules(spells, day)


def test_invented_histories_have_the_same_status_in_sql_and_in_the_rules(
    engine: Engine,
) -> None:
    check_in_bulk(engine, EVERYDAY)


def test_rows_that_somebody_wrote_meanwhile_are_replaced(engine: Engine) -> None:
    spell = Spell(BEGIN, None, Standing())
    with Session(engine) as session:
        record_workers(session, [WORKER], NOON, NOON.date(), "test")
        write_standings(session, [WORKER.id], [row("r-7", spell), row("r-2000", spell)])
        many = [row(f"r-{at}", spell) | {"team": "new"} for at in range(1_100)]
        write_standings(session, [], many)

        kept = dict(session.execute(select(StandingRow.requirement, StandingRow.team)).all())

    assert kept.pop("r-2000") == ""
    assert set(kept) == {f"r-{at}" for at in range(1_100)}
    assert set(kept.values()) == {"new"}


@pytest.mark.deep
@pytest.mark.parametrize("numbers", DEEP, ids=str)
def test_a_million_histories_have_the_same_status_in_sql_and_in_the_rules(
    engine: Engine, numbers: range
) -> None:
    check_in_bulk(engine, numbers)
