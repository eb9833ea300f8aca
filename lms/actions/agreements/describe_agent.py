"""A contract agent of an agreement is described, or described anew."""

from uuid import UUID

from lms.agreements.deciding import check_agent
from lms.agreements.model import Agent
from lms.agreements.store import agent_of, agent_row, agreement_ids
from lms.evidence.agreed import AgentDescribed
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import NotFound, Refused
from lms.kernel.intake.staging import one_at_a_time
from lms.kernel.work import UnitOfWork


def describe_agent(work: UnitOfWork, told: Agent) -> UUID:
    """Describe a contract agent, and return its id; an id that is not there yet is a new agent.

    What was said before stays. The same said again changes nothing. Raises `Refused` with every
    reason at once.
    """
    work.actor.require(Permission.AGREE)
    one_at_a_time(work.session)
    if told.agreement not in agreement_ids(work.session):
        raise NotFound("There is no such agreement.")
    faults = check_agent(told)
    if faults:
        raise Refused.of(faults)
    number, before = agent_of(work.session, told.id)
    if before is not None and before.agreement != told.agreement:
        raise NotFound("There is no such agent of this agreement.")
    if before == told:
        return told.id
    said = AgentDescribed(told.id, number + 1, told.agreement, digest(told))
    stamp = {"recorded_at": work.now, "recorded_by": work.actor.account}
    record(work, said, agent_row(told, number + 1, stamp))
    return told.id
