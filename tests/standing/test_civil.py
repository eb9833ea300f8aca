"""A day is the worker's own day, by rules of time whose version is known."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.standing.civil import (
    civil_day,
    clock_went_back,
    day_ends_at,
    tzdata_version,
    zone_known,
)
from tests.standing.histories import days

INSTANT = datetime(2027, 3, 6, 9, 30, tzinfo=UTC)
some_zones = st.sampled_from(
    [
        "America/Havana",
        "America/New_York",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Honolulu",
        "Pacific/Kiritimati",
        "UTC",
    ]
)


def test_one_instant_is_a_different_day_in_different_places() -> None:
    assert civil_day(INSTANT, "Pacific/Honolulu") == date(2027, 3, 5)
    assert civil_day(INSTANT, "America/New_York") == date(2027, 3, 6)
    late = datetime(2027, 3, 5, 10, 0, tzinfo=UTC)
    assert civil_day(late, "Pacific/Kiritimati") == date(2027, 3, 6)


def test_the_last_second_of_a_day_is_still_that_day() -> None:
    end = day_ends_at(date(2027, 3, 5), "America/New_York")
    assert end == datetime(2027, 3, 6, 5, 0, tzinfo=UTC)
    assert civil_day(end - timedelta(seconds=1), "America/New_York") == date(2027, 3, 5)
    assert civil_day(end, "America/New_York") == date(2027, 3, 6)


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 14), 23), (date(2027, 11, 7), 25)])
def test_a_day_of_23_or_25_hours_ends_at_its_own_midnight(day: date, hours: int) -> None:
    zone = "America/New_York"
    begins = day_ends_at(day - timedelta(days=1), zone)
    assert day_ends_at(day, zone) - begins == timedelta(hours=hours)


@given(days, some_zones)
def test_a_day_is_over_exactly_when_the_next_one_has_begun(day: date, zone: str) -> None:
    end = day_ends_at(day, zone)
    assert civil_day(end - timedelta(microseconds=1), zone) == day
    assert civil_day(end, zone) == day + timedelta(days=1)


def test_a_day_that_a_place_left_out_of_its_calendar_ends_as_it_begins() -> None:
    before, left_out = date(2011, 12, 29), date(2011, 12, 30)
    end = day_ends_at(left_out, "Pacific/Apia")
    assert end == day_ends_at(before, "Pacific/Apia")
    assert civil_day(end, "Pacific/Apia") == date(2011, 12, 31)


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="no offset from UTC"):
        civil_day(INSTANT.replace(tzinfo=None), "UTC")


@pytest.mark.parametrize(
    "name", ["", "America", "Mars/Olympus", "../../etc/passwd", "/UTC", "EST "]
)
def test_an_unknown_zone_is_refused_with_a_sentence(name: str) -> None:
    assert not zone_known(name)
    with pytest.raises(ValueError, match=r"is not a known time zone\. Use an IANA name"):
        civil_day(INSTANT, name)
    with pytest.raises(ValueError, match=r"is not a known time zone\. Use an IANA name"):
        day_ends_at(date(2027, 3, 5), name)


@pytest.mark.parametrize(
    ("old", "new"), [("US/Eastern", "America/New_York"), ("Asia/Calcutta", "Asia/Kolkata")]
)
def test_a_zone_that_was_renamed_is_still_known_by_its_old_name(old: str, new: str) -> None:
    assert zone_known(old)
    assert day_ends_at(date(2027, 3, 5), old) == day_ends_at(date(2027, 3, 5), new)


def test_the_version_of_the_rules_of_time_can_be_written_down() -> None:
    year, release = tzdata_version().split(".")
    assert int(year) >= 2025
    assert int(release) >= 1


def test_other_rules_of_time_on_the_machine_change_no_day(tmp_path: Path) -> None:
    other_rules = files("tzdata") / "zoneinfo" / "UTC"
    (tmp_path / "America").mkdir()
    (tmp_path / "America" / "Juneau").write_bytes(other_rules.read_bytes())
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=[tmp_path])
    try:
        day = civil_day(datetime(2027, 3, 6, 5, 0, tzinfo=UTC), "America/Juneau")
    finally:
        zoneinfo.reset_tzpath(to=before)
    assert day == date(2027, 3, 5)


def test_a_clock_set_back_is_noticed_and_a_moment_between_two_processes_is_not() -> None:
    assert not clock_went_back(None, INSTANT)
    assert not clock_went_back(INSTANT, INSTANT + timedelta(days=30))
    assert not clock_went_back(INSTANT, INSTANT - timedelta(minutes=2))
    assert clock_went_back(INSTANT, INSTANT - timedelta(minutes=2, seconds=1))
