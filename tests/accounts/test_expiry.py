"""How long a sign-in and a link last."""

from datetime import timedelta

import pytest

from lms.accounts.expiry import due_for_touch, link_valid_for, still_signed_in
from lms.accounts.model import SessionLimits
from lms.kernel.access import Role
from tests.builders import NOON

LIMITS = SessionLimits()


@pytest.mark.parametrize("role", list(Role))
def test_a_sign_in_ends_when_its_holder_was_away_for_as_long_as_their_role_may(role: Role) -> None:
    longest = timedelta(minutes=60 if role is Role.WORKER else 30)
    second = timedelta(seconds=1)

    assert still_signed_in(role, NOON, NOON, NOON + longest - second, LIMITS)
    assert not still_signed_in(role, NOON, NOON, NOON + longest, LIMITS)


def test_a_sign_in_ends_after_twelve_hours_however_busy() -> None:
    late = NOON + timedelta(hours=12)

    assert still_signed_in(Role.WORKER, NOON, late, late - timedelta(seconds=1), LIMITS)
    assert not still_signed_in(Role.WORKER, NOON, late, late, LIMITS)


def test_a_clock_that_was_set_back_signs_nobody_out() -> None:
    assert still_signed_in(Role.ADMIN, NOON, NOON, NOON - timedelta(hours=1), LIMITS)
    assert not due_for_touch(NOON, NOON - timedelta(hours=1))


@pytest.mark.parametrize("role", list(Role))
def test_a_link_lasts_a_day_and_that_of_an_admin_an_hour(role: Role) -> None:
    assert link_valid_for(role) == timedelta(hours=1 if role is Role.ADMIN else 24)
