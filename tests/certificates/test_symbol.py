"""What a camera reads from a certificate proves by itself who completed what, and when."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit

import pytest

from lms.certificates.claim import NotSound
from lms.certificates.symbol import is_symbol, key_in, letters_of, read_symbol
from tests.certificates.samples import CLAIM, KEY, PLAIN

CHECK = KEY.public.verify
TEXT = f"{PLAIN.verify_url}#{PLAIN.letters}"


def test_a_symbol_says_what_is_printed_and_which_claim_it_shortens() -> None:
    read = read_symbol(TEXT, CHECK)

    assert (read.number, read.holder, read.course) == (CLAIM.number, CLAIM.holder, CLAIM.course)
    assert (read.course_version, read.score_percent, read.kind) == (3, 92, "full")
    assert (read.completed_on, read.valid_through) == (date(2026, 3, 5), date(2027, 3, 5))
    assert read.whole == sha256(CLAIM.stated).hexdigest()[:32]
    assert (read.key, key_in(TEXT)) == (KEY.id, KEY.id)
    assert not read.demonstration


def test_names_of_every_script_and_a_missing_last_day_come_back() -> None:
    other = replace(CLAIM, holder="عبد الرحمن", valid_through=None, demonstration=True)
    read = read_symbol(f"{PLAIN.verify_url}#{letters_of(other, KEY.sign)}", CHECK)

    assert (read.holder, read.valid_through) == ("عبد الرحمن", None)
    assert read.demonstration


def test_no_server_hears_a_name() -> None:
    parts = urlsplit(TEXT)

    assert parts.fragment == PLAIN.letters
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == PLAIN.verify_url
    assert not parts.query


def test_no_letter_of_a_symbol_can_be_another() -> None:
    for at in range(len(PLAIN.letters)):
        other = "A" if PLAIN.letters[at] != "A" else "B"
        letters = PLAIN.letters[:at] + other + PLAIN.letters[at + 1 :]
        with pytest.raises(NotSound):
            read_symbol(f"{PLAIN.verify_url}#{letters}", CHECK)


def test_letters_under_another_number_prove_nothing() -> None:
    moved = TEXT.replace("HB6N#", "HB6P#")

    with pytest.raises(NotSound, match="not as they were signed"):
        read_symbol(moved, CHECK)


@pytest.mark.parametrize("text", ["", PLAIN.verify_url, "hello", f"{PLAIN.verify_url}#abc"])
def test_what_is_no_symbol_is_told_from_one(text: str) -> None:
    assert is_symbol(f"\n{TEXT} ")
    assert not is_symbol(text)
    with pytest.raises(NotSound, match="no symbol"):
        read_symbol(text, CHECK)


@pytest.mark.parametrize("letters", ["A", "AEBAGBAF", PLAIN.letters[:-8], PLAIN.letters + "A"])
def test_a_symbol_that_is_cut_short_or_goes_on_is_not_whole(letters: str) -> None:
    with pytest.raises(NotSound):
        read_symbol(f"{PLAIN.verify_url}#{letters}", CHECK)
