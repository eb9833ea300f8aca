"""One spelling of an e-mail address."""

import pytest

from lms.accounts.emails import normalised
from lms.kernel.errors import Refused


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tova@Example.ORG", "tova@example.org"),
        ("  tova@example.org\n", "tova@example.org"),
        ("jose\u0301@example.org", "jos\u00e9@example.org"),
        ("STRASSE@example.org", "strasse@example.org"),
        ("Straße@example.org", "strasse@example.org"),
        ("o'neil+training@sub.example.org", "o'neil+training@sub.example.org"),
    ],
)
def test_one_person_has_one_spelling(typed: str, kept: str) -> None:
    assert normalised(typed) == kept
    assert normalised(kept) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "tova", "@example.org", "tova@", "a@b@c", "a b@c", "a@b\r\nBcc: x", "<a@b>", "a\x00@b",
     "x" * 250 + "@b.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused, match=r"like name@example\.org"):
        normalised(typed)
