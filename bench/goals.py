"""What each figure must not exceed."""

from dataclasses import dataclass
from typing import Final

from bench.measuring import Row


@dataclass(frozen=True)
class Goal:
    """What a figure must not exceed: so many times its floor, so many of its unit, or both."""

    times: float | None = None
    most: float | None = None
    unit: str = "ms"

    def met(self, row: Row) -> bool | None:
        """Say whether the product keeps within the goal; None where there is none."""
        if self.times is None and self.most is None:
            return None
        floor = row.floor or 0.0
        within = self.times is None or row.product <= self.times * floor
        return within and (self.most is None or row.product <= self.most)

    def __str__(self) -> str:
        parts = (
            "" if self.times is None else f"≤ {self.times:g} times",
            "" if self.most is None else f"≤ {self.most:g} {self.unit}",
        )
        return ", ".join(filter(None, parts)) or "none"


GOALS: Final = {
    "sign-in page": Goal(times=2),
    "sign-in page, served": Goal(times=2),
    "lesson page": Goal(times=2),
    "lesson page, served": Goal(times=2),
    "my training": Goal(times=2.5),
    "my training, served": Goal(times=2.5),
    # The password's hash is the floor, and is to be at least 60 % of it.
    "sign-in, form to home": Goal(times=1.67, most=50),
    "quiz, not passed": Goal(most=32),
    # A quiz and a fresh certificate.
    "quiz, passed and certificate": Goal(most=92),
    "quiz, requests": Goal(most=4, unit="requests"),
    "certificate PDF, stored": Goal(most=3),
    "certificate PDF, fresh": Goal(times=3),
    "certificate drawn, claimed and signed, beside drawn alone": Goal(times=2),
    "overdue page, 1,000 by 5": Goal(most=12),
    "overdue page, 10,000 by 5": Goal(most=12),
    "overdue page, 10,000 to 100,000": Goal(times=2),
    # 500,000 rows in a minute; 40,000 and 5,000 rows a second.
    "rebuild, µs a row": Goal(most=120, unit="µs"),
    "standing CSV of today, µs a row": Goal(most=25, unit="µs"),
    "standing CSV of a day past, µs a row": Goal(most=200, unit="µs"),
    "completions CSV, µs a row": Goal(times=2, unit="µs"),
    "completions CSV, first rows": Goal(most=300),
    "completions CSV, most memory": Goal(most=40, unit="MiB"),
    "import 100,000 workers, seconds": Goal(most=60, unit="s"),
    "import 1,000,000 completions, seconds": Goal(most=600, unit="s"),
    "import 100,000 workers, most memory": Goal(most=200, unit="MiB"),
    "import 1,000,000 completions, most memory": Goal(most=200, unit="MiB"),
    "import 100,000 workers again, seconds": Goal(unit="s"),
    "import 1,000,000 completions again, seconds": Goal(unit="s"),
    "import 100,000 workers again, most memory": Goal(most=200, unit="MiB"),
    "import 1,000,000 completions again, most memory": Goal(most=200, unit="MiB"),
    "check 1,000,000 entries, seconds": Goal(most=30, unit="s"),
    "check 1,000,000 entries, most memory": Goal(most=150, unit="MiB"),
    "check 1,000,000 entries and their rows, seconds": Goal(unit="s"),
    "check 1,000,000 entries and their rows, most memory": Goal(most=150, unit="MiB"),
    "completions XLSX, 100,000 rows, seconds": Goal(most=20, unit="s"),
    "completions XLSX, 100,000 rows, more memory": Goal(most=60, unit="MiB"),
    "pack of 1,000 people, 6 years, seconds": Goal(most=10, unit="s"),
    "completions XLSX, 100,000 rows, CPU seconds": Goal(unit="s"),
    "pack of 1,000 people, 6 years, CPU seconds": Goal(unit="s"),
    "pack of 1,000 people, 6 years, more memory": Goal(most=100, unit="MiB"),
    "backup of 1,000,000 entries and their rows, seconds": Goal(unit="s"),
    "restore of 1,000,000 entries and their rows, seconds": Goal(unit="s"),
    "backup of 1,000,000 entries and their rows, most memory": Goal(most=150, unit="MiB"),
    "restore of 1,000,000 entries and their rows, most memory": Goal(most=150, unit="MiB"),
    "memory, shared parts once": Goal(most=250, unit="MiB"),
    "memory, shared parts in each": Goal(unit="MiB"),
}
"""By the name of the row; what is not here has none."""

_UNITS: Final = {"seconds": "s", "memory": "MiB"}


def goal_of(row: Row) -> Goal:
    """Return the goal of a row; one that has none is told in the unit that its name ends in."""
    return GOALS.get(row.name) or Goal(unit=_UNITS.get(row.name.rpartition(" ")[2], "ms"))
