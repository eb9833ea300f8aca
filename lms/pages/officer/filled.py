"""A form as somebody filled it in: its words are kept, and each problem stands at its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from lms.kernel.errors import Fault
from lms.kernel.intake.cells import read_day

LONGEST = 2_000


@dataclass(frozen=True)
class Filled:
    """The words of every field, and the problem of each that has one."""

    values: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, sent: Mapping[str, str], names: Iterable[str]) -> Self:
        """Take the fields of these names from what was sent."""
        return cls({name: sent.get(name, "").strip()[:LONGEST] for name in names})

    @property
    def wrong(self) -> bool:
        """Whether anything is to be mended."""
        return bool(self.problems or self.general)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What is to be mended, as the error summary lists it."""
        at_fields = [(f"f-{name}", told) for name, told in self.problems.items()]
        return [*at_fields, *(("", told) for told in self.general)]

    def text(self, name: str) -> str:
        """Return the words of a field."""
        return self.values.get(name, "")

    def day(self, name: str) -> date | None:
        """Return the day of a field, None if it is empty or no day; that is a problem then."""
        try:
            return read_day(self.text(name)) if self.text(name) else None
        except ValueError as error:
            self.problems[name] = str(error)
            return None

    def number(self, name: str) -> int | None:
        """Return the whole number of a field, None if it is empty or none."""
        typed = self.text(name)
        if typed.isascii() and typed.isdecimal():
            return int(typed[:9])
        if typed:
            self.problems[name] = f"Write a whole number, like 12, not “{typed}”."
        return None

    def refused(self, faults: Iterable[Fault], names: Mapping[str, str]) -> None:
        """Put each fault at its field; `names` says what the form calls it, if otherwise."""
        for fault in faults:
            name = names.get(fault.field, fault.field)
            if name in self.values:
                self.problems.setdefault(name, fault)
            else:
                self.general.append(fault)
