"""Equal facts have equal bytes, and so equal digests."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.canonical import canonical, digest, plain

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Said:
    day: date
    names: frozenset[str]


@given(st.dictionaries(st.text(), values, max_size=4))
def test_the_order_in_which_a_fact_is_told_changes_nothing(told: dict[str, object]) -> None:
    backward = dict(reversed(told.items()))

    assert canonical(told) == canonical(backward)
    assert digest(told) == digest(backward)


@given(values)
def test_a_fact_can_be_read_back_so_two_never_share_their_bytes(told: object) -> None:
    assert json.loads(canonical(told)) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ("Thuý “ok”", '"Thuý “ok”"'),
        (date(2026, 3, 5), '"2026-03-05"'),
        (datetime(2026, 3, 5, 14, 30, tzinfo=UTC), '"2026-03-05T14:30:00+00:00"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (Colour.RED, '"red"'),
        (frozenset({3, 1, 2}), "[1,2,3]"),
        (Said(date(2026, 3, 5), frozenset({"b", "a"})), '{"day":"2026-03-05","names":["a","b"]}'),
    ],
)
def test_each_kind_of_value_has_one_form(value: object, told: str) -> None:
    assert canonical(value) == told.encode()


def test_bytes_are_digested_as_they_are() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest("abc") == digest(b'"abc"')


@pytest.mark.parametrize("value", [object(), {1, 2}, Said, 1j])
def test_what_has_no_form_is_refused_by_its_kind(value: object) -> None:
    with pytest.raises(TypeError, match=f"No canonical form for {type(value).__name__}"):
        plain(value)
