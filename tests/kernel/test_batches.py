"""Long sequences come in pieces, whole and in order."""

import gc
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.batches import batches, undisturbed


@given(st.lists(st.integers()), st.integers(1, 10))
def test_nothing_is_lost_and_no_piece_is_too_large(items: list[int], size: int) -> None:
    pieces = list(batches(items, size))

    assert [one for piece in pieces for one in piece] == items
    assert all(len(piece) == size for piece in pieces[:-1])
    assert all(0 < len(piece) <= size for piece in pieces)


def test_no_more_is_read_than_the_piece_that_is_asked_for() -> None:
    read = []

    def reading() -> Iterator[int]:
        for number in range(9):
            read.append(number)
            yield number

    assert next(batches(reading(), 3)) == (0, 1, 2)
    assert read == [0, 1, 2]


def test_the_collector_looks_at_everything_again_when_the_work_is_over() -> None:
    with undisturbed():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0
