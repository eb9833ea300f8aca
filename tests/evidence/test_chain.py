"""No entry of the ledger is altered, moved, left out or added unseen."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.evidence.chain import GENESIS, first_break, seal_of, sealed
from lms.evidence.model import Entry
from lms.kernel.canonical import digest
from tests.builders import NOON


def a_ledger(statements: list[str]) -> list[Entry]:
    """A ledger of statements, a minute apart."""
    entries: list[Entry] = []
    for number, statement in enumerate(statements, start=1):
        previous = entries[-1].seal if entries else GENESIS
        at = NOON + number * timedelta(minutes=1)
        entries.append(sealed(number, "PasswordSet", statement, previous, at))
    return entries


ledgers = st.lists(st.text(), min_size=2, max_size=8).map(a_ledger)


@given(st.lists(st.text(), max_size=8).map(a_ledger))
def test_a_ledger_as_it_was_written_holds(ledger: list[Entry]) -> None:
    assert first_break(ledger) is None
    assert all(later.previous == earlier.seal for earlier, later in pairwise(ledger))


@given(st.integers(1), st.text(), st.text(), st.text(), st.datetimes(timezones=st.timezones()))
def test_what_is_sealed_is_the_canonical_form(
    number: int, what: str, statement: str, previous: str, at: datetime
) -> None:
    parts = (number, what, statement, previous, at)

    assert seal_of(*parts[:-1], at.isoformat()) == digest(parts)


@given(ledgers, st.integers(0, 7), st.sampled_from(["what", "statement", "recorded_at", "seal"]))
def test_an_entry_that_was_altered_is_found(ledger: list[Entry], at: int, field: str) -> None:
    place = at % len(ledger)
    old = getattr(ledger[place], field)
    new = old + timedelta(seconds=1) if field == "recorded_at" else old + "x"
    ledger[place] = replace(ledger[place], **{field: new})

    assert first_break(ledger) == ledger[place]


@given(ledgers, st.integers(0, 7))
def test_an_entry_sealed_anew_breaks_the_next(ledger: list[Entry], at: int) -> None:
    place = at % (len(ledger) - 1)
    old = ledger[place]
    ledger[place] = sealed(
        old.number, old.what, old.statement + "x", old.previous, old.recorded_at
    )

    assert first_break(ledger) == ledger[place + 1]


@given(ledgers, st.integers(0, 7))
def test_an_entry_that_was_left_out_is_missed(ledger: list[Entry], at: int) -> None:
    place = at % (len(ledger) - 1)
    following = ledger[place + 1]
    del ledger[place]

    assert first_break(ledger) == following


@given(ledgers, st.integers(0, 7))
def test_entries_that_changed_places_are_found(ledger: list[Entry], at: int) -> None:
    place = at % (len(ledger) - 1)
    ledger[place], ledger[place + 1] = ledger[place + 1], ledger[place]

    assert first_break(ledger) == ledger[place]


@pytest.mark.parametrize("previous", ["", "1" * 64])
def test_a_ledger_begins_at_its_beginning(previous: str) -> None:
    begun = sealed(1, "PasswordSet", "{}", previous, NOON)

    assert first_break([begun]) == begun
