"""The only place that reads the time; everyone else is told it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment in UTC, to the whole second: evidence needs no finer grain."""
    return datetime.now(UTC).replace(microsecond=0)
