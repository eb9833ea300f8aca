"""How a contract agent stands: is its own people's training attested, and through which day?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lms.agreements.model import Agent, Attestation


class Attested(StrEnum):
    """What is so of a contract agent on a day; exactly one holds."""

    NOT_YET = "not_yet"
    ENDED = "ended"
    MISSING = "missing"
    LAPSED = "lapsed"
    THROUGH = "through"

    @property
    def open(self) -> bool:
        """Whether something is to be asked of the agent."""
        return self in {Attested.MISSING, Attested.LAPSED}


@dataclass(frozen=True)
class AgentStands:
    """How an agent stands on a day, and through which day its last attestation reaches."""

    attested: Attested
    through_on: date | None


def agent_stands(agent: Agent, attestations: Iterable[Attestation], day: date) -> AgentStands:
    """Tell how an agent stands on a day, by what was attested on that day or before it."""
    through_on = max(
        (one.through_on for one in attestations if one.attested_on <= day), default=None
    )
    if day < agent.from_on:
        return AgentStands(Attested.NOT_YET, through_on)
    if agent.to_on is not None and agent.to_on < day:
        return AgentStands(Attested.ENDED, through_on)
    if through_on is None:
        return AgentStands(Attested.MISSING, None)
    return AgentStands(Attested.THROUGH if day <= through_on else Attested.LAPSED, through_on)
