"""The cells of one row, each read as what it must be, or refused with a sentence."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Final, TypeVar

_WHOLE: Final = re.compile(r"\d{1,9}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_INSTANT: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII
)

_YEARS: Final = (1900, 2999)

D = TypeVar("D", date, datetime)


class WrongCell(ValueError):  # noqa: N818 - reads as a sentence: `raise WrongCell(column, …)`
    """A cell is not what its column asks for; the message says what to write instead."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


class Cells:
    """One row's cells by column; a column that the file does not have is empty."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.written = cells

    def text(self, column: str) -> str:
        """Return a cell as it is written."""
        return self.written.get(column, "")

    def day(self, column: str) -> date:
        """Return a day of our times; raise `WrongCell` for anything else."""
        try:
            day = read_day(self.text(column))
        except ValueError as error:
            raise WrongCell(column, str(error)) from None
        return _of_our_times(column, day)

    def day_if_any(self, column: str) -> date | None:
        """Return a day, or None for an empty cell."""
        return self.day(column) if self.text(column) else None

    def instant(self, column: str) -> datetime:
        """Return an instant with its offset; raise `WrongCell` for anything else."""
        try:
            instant = read_instant(self.text(column))
        except ValueError as error:
            raise WrongCell(column, str(error)) from None
        return _of_our_times(column, instant)

    def whole(self, column: str, low: int, high: int) -> int | None:
        """Return a whole number within bounds, or None for an empty cell."""
        cell = self.text(column)
        if not cell:
            return None
        number = int(cell) if _WHOLE.fullmatch(cell) else -1
        if not low <= number <= high:
            raise WrongCell(column, f"Write a whole number from {low} to {high}, not “{cell}”.")
        return number

    def yes_or_no(self, column: str) -> bool | None:
        """Return True for yes, False for no, None for an empty cell."""
        cell = self.text(column)
        if cell not in {"", "yes", "no"}:
            raise WrongCell(column, f"Write yes or no, not “{cell}”.")
        return None if not cell else cell == "yes"

    def one_of(self, column: str, words: Collection[str]) -> str:
        """Return a cell that is one of these words."""
        cell = self.text(column)
        if cell not in words:
            known = ", ".join(f"“{word}”" for word in words)
            raise WrongCell(column, f"Write one of {known}, not “{cell}”.")
        return cell

    def sha256_if_any(self, column: str) -> str:
        """Return a SHA-256 in small hexadecimal digits, or an empty cell."""
        cell = self.text(column).lower()
        if cell and not _SHA256.fullmatch(cell):
            raise WrongCell(column, "Write the SHA-256 as 64 hexadecimal digits.")
        return cell


def _of_our_times(column: str, day: D) -> D:
    # Reckoning from a day at either end of the calendar would leave it.
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        years = f"from {_YEARS[0]} to {_YEARS[1]}"
        raise WrongCell(column, f"The year must be {years}. For no end, leave the cell empty.")
    return day


def read_day(cell: str) -> date:
    """Read a day written as 2026-03-05; raise ValueError with a sentence for anything else."""
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        day = None
    if day is None or day.isoformat() != cell:
        raise ValueError(f"Write the day as 2026-03-05, not “{cell}”.")
    return day


def read_instant(cell: str) -> datetime:
    """Read an instant written as 2026-03-05T14:30:00-05:00; raise ValueError if it is none."""
    try:
        if _INSTANT.fullmatch(cell):
            return datetime.fromisoformat(cell).replace(microsecond=0)
    except ValueError:
        pass
    raise ValueError(f"Write the instant as 2026-03-05T14:30:00-05:00, not “{cell}”.")
