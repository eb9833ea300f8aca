"""How often a password may be guessed."""

import pytest

from lms.accounts.throttling import PER_ACCOUNT, PER_ADDRESS, Limit, limits_on


def test_the_eleventh_guess_at_an_account_and_the_51st_from_an_address_are_too_many() -> None:
    account, address = limits_on("tova@example.org", "192.0.2.1")

    assert (account.most, address.most) == (PER_ACCOUNT, PER_ADDRESS) == (10, 50)
    assert [Limit("k", 10).exceeded_by(failures) for failures in (10, 11)] == [False, True]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "", True),
        ("no address", "192.0.2.1", False),
    ],
)
def test_one_customer_of_ipv6_is_one_address(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (limits_on("", one)[1] == limits_on("", other)[1]) is same


def test_what_is_counted_tells_nobody_who_was_guessed_at() -> None:
    for limit in limits_on("tova@example.org", "192.0.2.1"):
        assert "tova" not in limit.key
        assert "192" not in limit.key
        assert len(limit.key) == 64


def test_an_account_that_is_named_like_an_address_is_not_mixed_up_with_it() -> None:
    account, address = limits_on("192.0.2.1", "192.0.2.1")

    assert account.key != address.key
