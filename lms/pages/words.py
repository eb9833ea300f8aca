"""Days, spans and counts as sentences on a page say them."""

from datetime import date, datetime
from typing import Final
from unicodedata import name as name_of_letter
from zoneinfo import ZoneInfo

from markupsafe import Markup

LONGEST_WORD: Final = 12
"""Letters; a longer word may be broken."""

# Written out, because strftime would answer in the language of the server.
_WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NUMBERS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip


def long_day(day: date) -> str:
    """Write a day in full: Tuesday 8 December 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {full_day(day)}"


def full_day(day: date) -> str:
    """Write a day without its weekday: 8 December 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Write a day as it stands in tables: 8 Dec 2026."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def day_to_act(day: date, today: date) -> str:
    """Write a day on which to act: its weekday, and its year only if it is another one."""
    words = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def from_now(day: date, today: date) -> str:
    """Say how far a day is: today, tomorrow, in 14 days, yesterday, 3 days ago."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def counted(number: int, thing: str) -> str:
    """Count in figures: 1 day, 2 days."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def number_word(number: int) -> str:
    """Write a number out up to ten, and in figures from there: one, ten, 11."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def capitalised(sentence: str) -> str:
    """Begin a sentence with a capital letter and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def about_minutes(minutes: int) -> str:
    """Say how long something takes: about 12 minutes."""
    return f"about {counted(minutes, 'minute')}"


def past_due(days: int) -> str:
    """Say lateness as a fact: 3 days past due."""
    return f"{counted(days, 'day')} past due"


def day_of(instant: datetime, zone: str) -> date:
    """Tell the day of an instant in a time zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def clock_time(instant: datetime, zone: str) -> str:
    """Tell the hour of an instant in a time zone: 14:32."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local.hour:02}:{local.minute:02}"


def zone_words(zone: str) -> str:
    """Name a time zone by its city: New York time."""
    city = zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return city if city.isupper() else f"{city} time"


def breakable(written: str) -> str:
    """Let a word that is longer than a line be broken, so that no table grows beyond the page."""
    escaped = [
        Markup("<wbr>").join(
            word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)
        )
        for word in written.split(" ")
    ]
    return Markup(" ").join(escaped)


def given_name(name: str) -> str:
    """Return what to call a worker: the first word, or what follows the comma of a list.

    A name in letters other than Latin is left whole: its first word may be the family's.
    """
    first_listed = name.rpartition(",")[2].split() or name.split()
    latin = all(name_of_letter(sign, "").startswith("LATIN") for sign in name if sign.isalpha())
    return first_listed[0] if latin and first_listed else name


def times(number: int) -> str:
    """Say how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def digest_start(digest: str) -> str:
    """Write the start of a digest in groups that can be compared by eye: 7c41 e09b 55d2 a86f."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def needed_to_pass(questions: int, pass_mark: int) -> int:
    """Return how many answers must be right for a score of at least `pass_mark` percent."""
    return -(-questions * pass_mark // 100)
