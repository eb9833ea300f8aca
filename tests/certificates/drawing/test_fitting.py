"""Words are set as large as their room allows, and broken where a reader would break them."""

import pytest

from lms.certificates.drawing.fitting import Room, fit
from lms.certificates.drawing.styles import NAME, SMALL
from lms.certificates.model import UnsupportedText

ROOM = Room("name", 300, (30, 20), stacked=(20, 10))


def test_short_words_take_the_first_size_and_longer_ones_the_next() -> None:
    assert fit("Ana", NAME, ROOM).style.size == 30
    smaller = fit("Ana Lucía Pérez-Whitfield", NAME, ROOM)
    assert (smaller.style.size, len(smaller.lines)) == (20, 1)
    assert smaller.lines[0].ems * 20 <= 300 < smaller.lines[0].ems * 30


def test_words_too_long_for_a_line_stand_on_two_of_like_length() -> None:
    fitted = fit("Esperanza Guadalupe Villavicencio Featherstonehaugh", NAME, ROOM)
    assert [line.text for line in fitted.lines] == [
        "Esperanza Guadalupe",
        "Villavicencio Featherstonehaugh",
    ]


def test_a_list_breaks_between_its_parts_and_an_address_after_a_slash() -> None:
    narrow = Room("list", 100, (9,), stacked=(9,))
    parts = fit("First Long Name · Second Name Inc", SMALL, narrow).lines
    assert [line.text for line in parts] == ["First Long Name ·", "Second Name Inc"]
    address = fit("training.harbor.example/verify/P2L-7K3M", SMALL, narrow).lines
    assert [line.text for line in address] == ["training.harbor.example/", "verify/P2L-7K3M"]


def test_a_room_of_one_line_is_never_broken() -> None:
    with pytest.raises(UnsupportedText, match="The role is too long for a certificate"):
        fit("Privacy Officer of Everything", NAME, Room("role", 100, (30,)))
    assert len(fit("Privacy Officer", NAME, Room("role", 300, (30,))).lines) == 1


def test_no_words_take_no_room() -> None:
    assert fit("", NAME, ROOM).lines[0].ems == 0
