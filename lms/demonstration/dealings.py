"""What the invented officer does about agreements: signed copies, agents, retraining."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from reportlab.pdfgen.canvas import Canvas

from lms.actions.agreements.attest_agent import attest_agent
from lms.actions.agreements.describe_agent import describe_agent
from lms.actions.agreements.describe_agreement import Paper, Told, describe_agreement
from lms.actions.agreements.open_retraining import Opening, open_retraining
from lms.agreements.model import Agent, Attestation
from lms.agreements.store import agreements_of
from lms.demonstration.decisions import PART2
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork
from lms.people.store import all_workers

_DAY: Final = timedelta(days=1)
INCIDENT: Final = "INC-031"
"""The number of an invented incident in an invented register."""
Deed = Callable[[UnitOfWork, date], object]


class Helper(NamedTuple):
    """A firm that helps with the services of an agreement, and who speaks for it."""

    id: UUID
    agreement: AgreementId
    name: str
    services: str
    speaker: str


SCANNER: Final = Helper(
    UUID("0199a000-0000-7000-8000-000000000001"),
    AgreementId("QSOA-LOW-TIDE"),
    "Pebble Row Scanning",
    "Scans remittance advice",
    "Imogen Sharpe, operations lead",
)
HOST: Final = Helper(
    UUID("0199a000-0000-7000-8000-000000000002"),
    AgreementId("QSOA-WREN-STREET"),
    "Kittiwake Hosting",
    "Runs the servers at night",
    "Ambrose Teal, security officer",
)


def _engaged(helper: Helper) -> Deed:
    def describe(work: UnitOfWork, day: date) -> object:
        told = Agent(helper.id, helper.agreement, helper.name, helper.services, day, None)
        return describe_agent(work, told)

    return describe


def _attested(helper: Helper, days: int) -> Deed:
    def attest(work: UnitOfWork, day: date) -> object:
        through = day + days * _DAY
        told = Attestation(
            work.new_id(), helper.id, day - _DAY, helper.speaker, through, "", "", 0
        )
        return attest_agent(work, told, _paper(f"{helper.name}: training of our people"))

    return attest


def _signed(agreement: AgreementId) -> Deed:
    def file(work: UnitOfWork, _day: date) -> object:
        _, known = agreements_of(work.session, [agreement])[agreement]
        paper = _paper(f"Agreement with {known.program_name}")
        return describe_agreement(work, Told(known, paper, "clause 2", "clause 3"))

    return file


def _again(*names: str) -> Deed:
    def retrain(work: UnitOfWork, day: date) -> object:
        known = {one.name: one.id for one in all_workers(work.session).values()}
        opening = Opening(
            workers=tuple(known[name] for name in names if name in known),
            course=PART2,
            incident=INCIDENT,
            due_on=day + 45 * _DAY,
            agreement=SCANNER.agreement,
        )
        return open_retraining(work, opening)

    return retrain


PLAN: Final[tuple[tuple[int, Deed], ...]] = (
    (390, _engaged(HOST)),
    (388, _attested(HOST, 365)),
    (360, _signed(SCANNER.agreement)),
    (210, _engaged(SCANNER)),
    (205, _attested(SCANNER, 365)),
    (26, _again("Hollis Bramble", "Rowan Gild")),
)
"""How many days before the demonstration begins, and what."""


def deal(work: UnitOfWork, day: date, today: date) -> None:
    """Do what is planned for a day."""
    for days, deed in PLAN:
        if day == today - timedelta(days=days):
            deed(work, day)


def _paper(title: str) -> Paper:
    page = io.BytesIO()
    canvas = Canvas(page, invariant=True)
    canvas.drawString(72, 720, title)
    canvas.drawString(72, 696, "An invented document of an invented company. It binds nobody.")
    canvas.save()
    return Paper(f"{title}.pdf", page.getvalue())
