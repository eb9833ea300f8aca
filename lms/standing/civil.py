"""Civil days: on which day of the worker's own calendar an instant falls."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from zoneinfo import ZoneInfo

# Instants come from more than one process, so a small step back is order, not a wrong clock.
_CLOCK_TOLERANCE = timedelta(minutes=2)


def civil_day(instant: datetime, zone: str) -> date:
    """Return the worker's own day at an instant.

    Raises ValueError for an instant without an offset, and for a zone that is not known.
    """
    if instant.utcoffset() is None:
        raise ValueError("The instant has no offset from UTC, so its day cannot be told.")
    return instant.astimezone(_zone(zone)).date()


def day_ends_at(day: date, zone: str) -> datetime:
    """Return the instant in UTC at which a civil day is over, the first no longer in it.

    A night of 23 or 25 hours moves it, and nothing else. Raises ValueError for an unknown zone.
    """
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=_zone(zone))
    return midnight.astimezone(UTC)


def noon_of(day: date, zone: str) -> datetime:
    """Return noon of a civil day, in UTC. Raises ValueError for an unknown zone."""
    return datetime.combine(day, time(12), tzinfo=_zone(zone)).astimezone(UTC)


def zone_known(name: str) -> bool:
    """Say whether a name is an IANA time zone, old names that were kept as links included."""
    return name in _zone_names()


def tzdata_version() -> str:
    """Return the version of the time zone rules in use, to be kept with every completion."""
    return version("tzdata")


def clock_went_back(latest_recorded_at: datetime | None, now: datetime) -> bool:
    """Say whether the clock stands more than two minutes before what was already recorded.

    Completions are refused then: a wrong clock would put them on a wrong day.
    """
    return latest_recorded_at is not None and now < latest_recorded_at - _CLOCK_TOLERANCE


@cache
def _zone_names() -> frozenset[str]:
    return frozenset((files("tzdata") / "zones").read_text("utf-8").split())


def _zone(name: str) -> ZoneInfo:
    if not zone_known(name):
        raise ValueError(
            f"“{name}” is not a known time zone. Use an IANA name such as America/New_York."
        )
    return _packaged_zone(name)


@cache
def _packaged_zone(name: str) -> ZoneInfo:
    # ZoneInfo(name) would prefer the rules of the machine, whose version nobody recorded.
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)
