"""Certificate numbers cannot be guessed, and are read as people type them."""

import re
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lms.certificates.numbers import InvalidNumber, normalised, number_from

ID = UUID("0b1d4c55-8f0e-4a6b-9c3d-2f1e7a905b64")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(st.uuids())
def test_every_number_has_one_form_and_none_of_the_letters_taken_for_others(id_: UUID) -> None:
    number = number_from(id_)
    assert re.fullmatch(rf"P2L(-[{LETTERS}]{{4}}){{4}}", number)
    assert normalised(number) == number


def test_equal_ids_give_equal_numbers_and_a_change_of_any_random_bit_another() -> None:
    random_bits = [*range(62), *range(64, 76)]
    changed = {number_from(UUID(int=ID.int ^ 1 << bit)) for bit in random_bits}
    assert number_from(ID) == number_from(UUID(str(ID)))
    assert len(changed | {number_from(ID)}) == len(random_bits) + 1


@given(st.uuids())
def test_a_number_is_read_in_any_case_without_dashes_or_prefix_and_with_lookalikes(
    id_: UUID,
) -> None:
    number = number_from(id_)
    body = number.removeprefix("P2L-")
    typed = (
        number.lower(),
        number.replace("-", ""),
        number.replace("-", " "),
        number.replace("-", "\N{EN DASH}"),
        body,
        body.replace("0", "O").replace("1", "l"),
        f" {number.replace('0', 'o').replace('1', 'I')}\n",
    )
    assert {normalised(text) for text in typed} == {number}


@given(st.uuids(), st.integers(0, 15), st.sampled_from(LETTERS))
def test_one_wrong_letter_is_noticed(id_: UUID, place: int, letter: str) -> None:
    letters = list(number_from(id_).removeprefix("P2L").replace("-", ""))
    assume(letters[place] != letter)
    letters[place] = letter
    with pytest.raises(InvalidNumber, match="typing mistake"):
        normalised("".join(letters))


@given(st.uuids(), st.integers(0, 14))
def test_two_exchanged_neighbours_are_noticed(id_: UUID, place: int) -> None:
    letters = list(number_from(id_).removeprefix("P2L").replace("-", ""))
    assume(letters[place] != letters[place + 1])
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    with pytest.raises(InvalidNumber, match="typing mistake"):
        normalised("".join(letters))


@pytest.mark.parametrize(
    "text", ["", "P2L", "P2L-7K3M-9QX2-WD4T", "P2L-UUUU-9QX2-WD4T-HB6N", "é" * 16]
)
def test_what_is_no_number_is_refused_with_how_one_looks(text: str) -> None:
    with pytest.raises(InvalidNumber, match="sixteen letters and digits"):
        normalised(text)
    assert normalised(number_from(ID)) == number_from(ID)
