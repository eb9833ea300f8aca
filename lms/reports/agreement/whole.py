"""What is so of one agreement: who serves it, how they stand, its papers, its contract agents?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.agreements.agents import AgentStands, agent_stands
from lms.agreements.clock import Clock, clock_of
from lms.agreements.model import Agent, Agreement, Attestation, SignedCopy
from lms.agreements.store import agent_in, attestations_of, copy_in
from lms.agreements.tables import AgentRow, SignedCopyRow
from lms.agreements.wanting import Wanting, wanting
from lms.kernel.ids import AgreementId
from lms.reports.agreement.before_access import Before, access_and_training
from lms.reports.agreement.described import Description, descriptions_of
from lms.reports.agreement.retraining import Followed, followed
from lms.reports.agreement.serving import InScope, Served, coverage_history, people_in_scope
from lms.reports.asking import Question
from lms.reports.exceptions import exceptions_count
from lms.reports.gaps import gaps
from lms.reports.officer.names import names_of
from lms.reports.standing import standing


@dataclass(frozen=True)
class Asked:
    """One requirement of an agreement: how many are covered, of how many, and who is late."""

    requirement: str
    basis: str
    citation: str
    covered: int
    counted: int
    late: tuple[tuple[str, str, int], ...]
    """Worker id, name and days late, most days first."""


@dataclass(frozen=True)
class AgentFollowed:
    """A contract agent, how it stands, and everything it ever attested, newest first."""

    agent: Agent
    stands: AgentStands
    attestations: tuple[Attestation, ...]


@dataclass(frozen=True)
class Whole:
    """Everything about one agreement on a day, and no word of any other.

    `copies` are all signed copies ever kept, newest first; `names` are those of accounts.
    """

    descriptions: tuple[Description, ...]
    clock: Clock
    wanting: tuple[Wanting, ...]
    copies: tuple[SignedCopy, ...]
    people: tuple[InScope, ...]
    asked: tuple[Asked, ...]
    history: tuple[Served, ...]
    agents: tuple[AgentFollowed, ...]
    before_access: tuple[Before, ...]
    retraining: tuple[Followed, ...]
    gaps: int
    exceptions: int
    names: dict[str, str]

    @property
    def agreement(self) -> Agreement:
        """The agreement as it is described now."""
        return self.descriptions[-1].agreement

    @property
    def copy(self) -> SignedCopy | None:
        """The signed copy that counts now, if there is one."""
        return self.copies[0] if self.copies else None

    @property
    def late(self) -> tuple[str, ...]:
        """The names of whoever is late in anything, each once."""
        return tuple(dict.fromkeys(name for one in self.asked for _, name, _ in one.late))


def whole_agreement(session: Session, question: Question) -> Whole:
    """Tell everything about the agreement of a question; raise `NotFound` for none.

    The question is as the reports take it: a day, a day of knowledge, and the agreement.
    """
    agreement = question.agreement or AgreementId("")
    before = question.known_before
    descriptions = descriptions_of(session, agreement, before)
    now = descriptions[-1].agreement
    copies = _copies(session, agreement)
    kept = any(one.sha256 == now.document_sha256 and one.size for one in copies)
    history = coverage_history(session, agreement, before)
    people = people_in_scope(session, agreement, question.as_of, before)
    return Whole(
        descriptions=descriptions,
        clock=clock_of(now, question.as_of),
        wanting=wanting(now, copy_kept=kept),
        copies=copies,
        people=people,
        asked=_asked(session, question, {one.worker for one in people}),
        history=history,
        agents=_agents(session, agreement, question.as_of),
        before_access=_exceptions(access_and_training(session, question)),
        retraining=tuple(followed(session, question)),
        gaps=sum(1 for row in gaps(session, question).rows if row[6] != "new_requirement"),
        exceptions=exceptions_count(session, question),
        names=names_of(session, _accounts(descriptions, history)),
    )


def _accounts(descriptions: Iterable[Description], history: Iterable[Served]) -> set[str]:
    return {one.recorded_by for one in descriptions} | {one.recorded_by for one in history}


def agents_of(session: Session, agreement: AgreementId) -> tuple[Agent, ...]:
    """Return the contract agents of an agreement as they were last described, by name."""
    row = AgentRow
    rows = session.scalars(select(row).where(row.agreement == agreement).order_by(row.number))
    newest = {one.id: agent_in(one) for one in rows}
    return tuple(sorted(newest.values(), key=lambda one: (one.name.casefold(), str(one.id))))


def _agents(session: Session, agreement: AgreementId, day: date) -> tuple[AgentFollowed, ...]:
    agents = agents_of(session, agreement)
    attested: dict[UUID, list[Attestation]] = defaultdict(list)
    for one in attestations_of(session, [agent.id for agent in agents]):
        attested[one.agent].insert(0, one)
    return tuple(
        AgentFollowed(one, agent_stands(one, attested[one.id], day), tuple(attested[one.id]))
        for one in agents
    )


def _copies(session: Session, agreement: AgreementId) -> tuple[SignedCopy, ...]:
    row = SignedCopyRow
    query = select(row).where(row.agreement == agreement).order_by(row.entry.desc())
    return tuple(map(copy_in, session.scalars(query)))


def _exceptions(found: Iterable[Before]) -> tuple[Before, ...]:
    return tuple(one for one in found if one.exception)


def _asked(session: Session, question: Question, people: set[str]) -> tuple[Asked, ...]:
    answer = standing(session, question)
    found: dict[str, Asked] = {}
    for row in answer.rows:
        told: dict[str, Any] = dict(zip(answer.names, row, strict=True))
        if told["worker_id"] not in people or told["status"] == "not_required":
            continue
        name = told["requirement"]
        one = found.setdefault(name, Asked(name, told["basis"], told["citation"], 0, 0, ()))
        covered, counted = told["compliant"] == "yes", told["compliant"] != ""
        late = ((told["worker_id"], told["worker_name"], told["days_late"]),)
        found[name] = replace(
            one,
            covered=one.covered + covered,
            counted=one.counted + counted,
            late=one.late + (late if told["days_late"] else ()),
        )
    ordered = [found[name] for name in sorted(found)]
    return tuple(
        replace(one, late=tuple(sorted(one.late, key=lambda each: (-each[2], each[0]))))
        for one in ordered
    )
