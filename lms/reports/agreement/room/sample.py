"""Who is drawn from those who serve an agreement, all of them or one stratum?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final, Self

from sqlalchemy.orm import Session

from lms.agreements.rooms.sampling import LARGEST, LONGEST_SEED, SIZE, Sample, drawn_from
from lms.kernel.errors import Fault, Refused
from lms.kernel.ids import WorkerId
from lms.people.employment import employed_on
from lms.reports.agreement.pack.scope import Person, Scope, scope_of
from lms.reports.asking import Question
from lms.reports.standing import standing
from lms.standing.model import Status

NEW: Final = timedelta(days=90)


class Stratum(StrEnum):
    """Of whom is drawn: everybody who serves on the day, or some of them."""

    ALL = "all"
    TEAM = "team"
    ROLE = "role"
    LATE = "late"
    NEW = "new"


STRATA: Final = {
    Stratum.ALL: "Everybody who serves on the day",
    Stratum.TEAM: "One team",
    Stratum.ROLE: "One role",
    Stratum.LATE: "Whoever is late on the day",
    Stratum.NEW: "Whoever began to serve within 90 days before",
}


@dataclass(frozen=True)
class Drawing:
    """How to draw: as of when, with which seed, how many, and of whom."""

    question: Question
    seed: str = ""
    size: int = SIZE
    stratum: Stratum = Stratum.ALL
    value: str = ""

    def seeded(self, seed: str) -> Self:
        """Return it with a seed, unless it has one."""
        return self if self.seed else replace(self, seed=seed)

    @property
    def stratum_told(self) -> str:
        """The stratum, with the team or role that was chosen."""
        named = self.stratum in {Stratum.TEAM, Stratum.ROLE}
        return f"{self.stratum}: {self.value}" if named else self.stratum.value


@dataclass(frozen=True)
class Drawn:
    """The sample, and the scope it was drawn in."""

    sample: Sample
    scope: Scope
    ids: tuple[WorkerId, ...]


def drawn(session: Session, drawing: Drawing) -> Drawn:
    """Draw from whoever serves the agreement on the day; the same drawing draws the same.

    Raises `Refused` for a seed that is too long, a size out of range, or a stratum without name.
    """
    faults = list(_faults(drawing))
    if faults:
        raise Refused.of(faults)
    scope = scope_of(session, drawing.question)
    population = list(_population(session, scope, drawing))
    sample = drawn_from(population, drawing.seed, drawing.size)
    return Drawn(sample, scope, tuple(sorted(population)))


def serving_then(scope: Scope) -> dict[WorkerId, Person]:
    """Return who serves on the day and is employed then, in order of id."""
    day = scope.question.as_of
    return {
        worker: person
        for worker, person in sorted(scope.people.items())
        if any(span.holds(day) for span in person.spans) and employed_on(person.records, day)
    }


def _faults(drawing: Drawing) -> Iterator[Fault]:
    if len(drawing.seed) > LONGEST_SEED or not drawing.seed.isprintable():
        yield Fault(f"A seed has at most {LONGEST_SEED} letters and digits.", "seed")
    if not 1 <= drawing.size <= LARGEST:
        yield Fault(f"Draw between 1 and {LARGEST} people.", "size")
    if drawing.stratum in {Stratum.TEAM, Stratum.ROLE} and not drawing.value:
        yield Fault("Name the team or the role to draw from.", "value")
    if drawing.question.as_of > drawing.question.today:
        yield Fault("A sample is drawn of what was. Choose a day that has come.", "as_of")


def _population(session: Session, scope: Scope, drawing: Drawing) -> Iterator[WorkerId]:
    day, late = scope.question.as_of, set[str]()
    if drawing.stratum is Stratum.LATE:
        late = _late(session, scope)
    for worker, person in serving_then(scope).items():
        then = person.described_on(day).worker
        began = min(span.from_on for span in person.spans)
        belongs = {
            Stratum.ALL: True,
            Stratum.TEAM: scope.hidden.words(then.team) == drawing.value,
            Stratum.ROLE: scope.hidden.words(then.role) == drawing.value,
            Stratum.LATE: worker in late,
            Stratum.NEW: began > day - NEW,
        }
        if belongs[drawing.stratum]:
            yield worker


def _late(session: Session, scope: Scope) -> set[str]:
    answer = standing(session, scope.question)
    rows = (dict(zip(answer.names, row, strict=True)) for row in answer.rows)
    return {row["worker_id"] for row in rows if Status(row["status"]).late}
