"""Contract agents of an agreement: described, ended, and what they attest."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from lms.actions.agreements.attest_agent import attest_agent
from lms.actions.agreements.describe_agent import describe_agent
from lms.agreements.model import Agent, Attestation
from lms.kernel.access import Permission
from lms.kernel.errors import Fault, NotFound, Refused
from lms.kernel.ids import AgreementId
from lms.pages.host import allow, host, looking, working
from lms.pages.officer.agreements.forms import PDF_HINT, Form, day, form_page, paper_sent
from lms.pages.officer.deeds import LIKE, Asks
from lms.pages.officer.filled import Filled
from lms.reports.agreement.described import descriptions_of
from lms.reports.agreement.whole import agents_of

pages = Blueprint("agents", __name__)
FIELDS = (
    Asks("name", "Contract agent", hint="The firm's name"),
    Asks("services", "What it helps with", hint="Services of this agreement alone"),
    day("from_on", "Helps from"),
    day("to_on", "Last day", f"{LIKE}; empty while no end is known"),
)
ATTESTED = (
    day("attested_on", "Attested on"),
    Asks("attested_by", "Who attests it", hint="Name and position at the agent"),
    day("through_on", "Covers its people through"),
    Asks("paper", "The document", "paper", PDF_HINT),
)
NAMES = tuple(one.name for one in FIELDS)
SAID = tuple(one.name for one in ATTESTED)


@pages.get("/agreements/<path:agreement>/agents/new")
@allow(Permission.AGREE)
def begin(agreement: str) -> str:
    """Show the form of a new contract agent."""
    _require(agreement)
    return form_page(_form(agreement, None), Filled(dict.fromkeys(NAMES, "")))


@pages.post("/agreements/<path:agreement>/agents/new")
@allow(Permission.AGREE)
def begin_now(agreement: str) -> Response | tuple[str, int]:
    """Record a new contract agent."""
    _require(agreement)
    return _describe(agreement, None)


@pages.get("/agreements/<path:agreement>/agents/<uuid:agent>")
@allow(Permission.AGREE)
def change(agreement: str, agent: UUID) -> str:
    """Show the form of an agent as it is described."""
    one = _agent(agreement, agent)
    values = {
        "name": one.name,
        "services": one.services,
        "from_on": one.from_on.isoformat(),
        "to_on": one.to_on.isoformat() if one.to_on else "",
    }
    return form_page(_form(agreement, one), Filled(values))


@pages.post("/agreements/<path:agreement>/agents/<uuid:agent>")
@allow(Permission.AGREE)
def change_now(agreement: str, agent: UUID) -> Response | tuple[str, int]:
    """Describe an agent anew."""
    return _describe(agreement, _agent(agreement, agent))


@pages.get("/agreements/<path:agreement>/agents/<uuid:agent>/attest")
@allow(Permission.AGREE)
def attest(agreement: str, agent: UUID) -> str:
    """Show the form of an attestation."""
    one = _agent(agreement, agent)
    return form_page(_attesting(agreement, one), Filled(dict.fromkeys(SAID, "")))


@pages.post("/agreements/<path:agreement>/agents/<uuid:agent>/attest")
@allow(Permission.AGREE)
def attest_now(agreement: str, agent: UUID) -> Response | tuple[str, int]:
    """Record what an agent attests."""
    one = _agent(agreement, agent)
    filled = Filled.of(request.form, SAID)
    said = _attested(one, filled)
    if said is not None:
        try:
            with working() as work:
                attest_agent(work, said, paper_sent())
        except Refused as refused:
            filled.refused(refused.faults, {})
    if filled.wrong:
        return form_page(_attesting(agreement, one), filled), 422
    return redirect(url_for("lms.agreements.shown", agreement=agreement, done="attested"), 303)


def _describe(agreement: str, before: Agent | None) -> Response | tuple[str, int]:
    filled = Filled.of(request.form, NAMES)
    from_on, to_on = filled.day("from_on"), filled.day("to_on")
    if from_on is None and "from_on" not in filled.problems:
        filled.refused([Fault(f"Give its first day. {LIKE}.", "from_on")], {})
    if not filled.wrong and from_on is not None:
        number = before.id if before else host().workshop.new_id()
        words = (filled.text("name"), filled.text("services"))
        told = Agent(number, AgreementId(agreement), *words, from_on, to_on)
        try:
            with working() as work:
                describe_agent(work, told)
        except Refused as refused:
            filled.refused(refused.faults, {})
    if filled.wrong:
        return form_page(_form(agreement, before), filled), 422
    return redirect(url_for("lms.agreements.shown", agreement=agreement, done="agent"), 303)


def _attested(agent: Agent, filled: Filled) -> Attestation | None:
    attested_on, through_on = filled.day("attested_on"), filled.day("through_on")
    for name, found in (("attested_on", attested_on), ("through_on", through_on)):
        if found is None and name not in filled.problems:
            filled.refused([Fault(f"Give this day. {LIKE}.", name)], {})
    if attested_on is None or through_on is None:
        return None
    number, by = host().workshop.new_id(), filled.text("attested_by")
    return Attestation(number, agent.id, attested_on, by, through_on, "", "", 0)


def _agent(agreement: str, agent: UUID) -> Agent:
    with looking() as work:
        known = agents_of(work.session, AgreementId(agreement))
    found = next((one for one in known if one.id == agent), None)
    if found is None:
        raise NotFound("There is no such agent of this agreement.")
    return found


def _require(agreement: str) -> None:
    with looking() as work:
        descriptions_of(work.session, AgreementId(agreement))


def _form(agreement: str, agent: Agent | None) -> Form:
    return Form(
        title=f"Change {agent.name}" if agent else f"A contract agent for {agreement}",
        lede="It helps with the services of this agreement. To end it, write its last day.",
        button="Record the agent",
        back=(agreement, url_for("lms.agreements.shown", agreement=agreement)),
        fields=FIELDS,
    )


def _attesting(agreement: str, agent: Agent) -> Form:
    return Form(
        title=f"What {agent.name} attests",
        lede="That its own people who help with this agreement were trained, through a day.",
        button="Record the attestation",
        back=(agreement, url_for("lms.agreements.shown", agreement=agreement)),
        fields=ATTESTED,
    )
