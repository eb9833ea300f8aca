"""Which passwords are fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.accounts.passwords import LONGEST, SHORTEST, why_unfit

HERE = ("Alder Quay Billing", "tova.lindqvist@alderquay.example", "Tova Lindqvist")


@pytest.mark.parametrize(
    "password",
    [
        "velvet otter under nine maples",
        "correct cattle paper staple",
        "Zw7!kq#9Lm2$xBv",
        "drei Äpfel auf dem Küchentisch",
        "ночной поезд в Самарканд",
        "犬が西向きゃ尾は東と昔から言うものだ",
        "            seven grey herons            ",
        "x" * 4 + " marks 4 brown satchels " + "y" * 100,
    ],
)
def test_long_words_of_ones_own_are_fit_in_any_script(password: str) -> None:
    assert why_unfit(password, HERE) is None


@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("", "at least 15"),
        ("fourteen chars", "this has 14"),
        ("x" * 257, "at most 256"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeats"),
        ("abcabcabcabcabcabc", "repeats"),
        ("horse horse horse horse", "repeats"),
        ("!!!!!!!!!!!!!!!!!!!!", "repeats"),
        ("ababbaabbabaabab", "repeats"),
        ("123456789012345678", "follows"),
        ("abcdefghijklmnopqrstuvwxyz", "follows"),
        ("qwertyuiopasdfghjkl", "follows"),
        ("zyxwvutsrqponmlk", "follows"),
        ("1q2w3e4r5t6y7u8i9o0p", "follows"),
        ("correct horse battery staple", "well known"),
        ("C0rrect-H0rse-Battery-Staple", "well known"),
        ("may the force be with you", "well known"),
        ("password password 1", "common"),
        ("P@ssw0rdP@ssw0rd1!", "common"),
        ("Welcome Summer 2026!", "common"),
        ("AlderQuayBilling2026", "belongs to you"),
        ("tova.lindqvist.2026!", "belongs to you"),
        ("hipaa training 2026!!", "this product"),
    ],
)
def test_what_would_be_guessed_early_is_unfit_and_told_why(password: str, because: str) -> None:
    reason = why_unfit(password, HERE)

    assert reason is not None
    assert because in reason


def test_the_organizations_own_words_count_only_where_they_are_its_words() -> None:
    password = "alder quay billing x7"

    assert why_unfit(password, HERE) is not None
    assert why_unfit(password) is None


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_every_text_is_judged_and_a_short_or_overlong_one_is_never_fit(password: str) -> None:
    reason = why_unfit(password, HERE)

    if not SHORTEST <= len(password) <= LONGEST:
        assert reason is not None
    assert reason is None or reason.endswith(".")


@given(st.text("abcdefghijklmnop", min_size=1, max_size=7), st.integers(3, 30))
def test_a_few_characters_over_and_over_are_never_fit(unit: str, times: int) -> None:
    assert why_unfit(unit * times) is not None
