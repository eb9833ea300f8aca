"""Coming into an auditor's room: who may, that they did, and the day they ask about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

from flask import request

from lms.actions.agreements.rooms.visit_room import visit_room
from lms.agreements.rooms.model import Room
from lms.kernel.access import EVERYONE
from lms.kernel.errors import Refused
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork
from lms.pages.host import looking, working
from lms.pages.officer.filled import Filled
from lms.people.reader import read_roster
from lms.reports.asking import Question
from lms.standing.civil import civil_day, day_ends_at

DAYS: Final = ("as_of", "known_at")


@dataclass(frozen=True)
class Inside:
    """A request inside a room: the work that reads, the room, and what is asked.

    `room` is None for somebody of the house. What is wrong with the days stands in `form`, and
    the question is then about today.
    """

    work: UnitOfWork
    agreement: AgreementId
    room: Room | None
    question: Question
    form: Filled

    @property
    def address(self) -> dict[str, str]:
        """What an address must say to ask about the same days again."""
        return {name: self.form.text(name) for name in DAYS if self.form.text(name)}

    def sound(self) -> "Inside":
        """Return itself; raise `Refused` for days that are none."""
        if self.form.wrong:
            raise Refused(" ".join([*self.form.problems.values(), *self.form.general]))
        return self


@contextmanager
def inside(agreement: str, what: str, *, told: bool = True) -> Iterator[Inside]:
    """Come in, which the ledger keeps before anything is shown, and read.

    Reading is no form, and yet it writes here: whoever opens a room is told so.
    """
    number, room = AgreementId(agreement), entered(AgreementId(agreement), what)
    with looking() as work:
        form = Filled.of(request.args if told else {}, DAYS)
        yield Inside(work, number, room, _question(work, number, form), form)


def entered(agreement: AgreementId, what: str) -> Room | None:
    """Record that somebody looks at something, and return their room."""
    days = [f"{name} {request.args[name][:20]}" for name in DAYS if request.args.get(name)]
    with working() as work:
        return visit_room(work, agreement, ", ".join([what, *days]))


def with_roster(here: Inside) -> Inside:
    """Return it with the roster that was sent; what is wrong with that stands in its form."""
    sent = request.files.get("roster")
    content = b"" if sent is None else sent.read()
    try:
        roster = read_roster(BytesIO(content))
    except Refused as refused:
        here.form.values["roster"] = ""
        here.form.refused(refused.faults, {"file": "roster"})
        if not here.form.wrong:
            here.form.problems["roster"] = str(refused)
        return here
    return replace(here, question=replace(here.question, roster=roster))


def _question(work: UnitOfWork, agreement: AgreementId, form: Filled) -> Question:
    zone = work.organization.time_zone
    today = civil_day(work.now, zone)
    as_of, known_at = form.day("as_of"), form.day("known_at")
    if as_of is not None and as_of > today:
        form.problems["as_of"] = "An auditor is shown what was. Choose a day that has come."
        as_of = today
    return Question(
        as_of=as_of or today,
        today=today,
        scope=EVERYONE,
        agreement=agreement,
        alone=True,
        known_at=known_at,
        known_before=day_ends_at(known_at, zone) if known_at else None,
    )
