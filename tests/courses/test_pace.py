"""Minutes are believed when they are rounded, or off by 30 % at most."""

import pytest

from lms.courses.pace import minutes_to_answer, minutes_to_read, true_enough


def test_reading_and_answering_take_as_long_as_people_need() -> None:
    assert minutes_to_read(476) == 2
    assert minutes_to_answer(10) == 5


@pytest.mark.parametrize(
    ("said", "minutes", "believed"),
    [
        (1, 0.2, True),
        (2, 1.5, True),
        (2, 2.8, True),
        (2, 2.9, False),
        (3, 2.32, True),
        (3, 2.2, False),
        (10, 12, True),
        (10, 15, False),
    ],
)
def test_minutes_are_compared_with_the_truth(said: int, minutes: float, *, believed: bool) -> None:
    assert true_enough(said, minutes) is believed
