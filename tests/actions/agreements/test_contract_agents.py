"""Contract agents are described and attest their own people's training; all of it stays."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from lms.actions.agreements.attest_agent import attest_agent
from lms.actions.agreements.describe_agent import describe_agent
from lms.actions.agreements.describe_agreement import Paper
from lms.agreements.agents import Attested
from lms.agreements.tables import AgentRow, AttestationRow
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden, NotFound, Refused
from lms.kernel.ids import AgreementId
from lms.kernel.work import Workshop
from lms.reports.agreement.whole import AgentFollowed, whole_agreement
from tests.actions.agreements.told import OFFICER, PAPER, PDF, an_agent, an_attestation
from tests.actions.imports.incoming import kept
from tests.builders import an_actor
from tests.reports.agreement.clients import NOW, TIDE, WREN, serving


def follow(workshop: Workshop, **changes: Any) -> AgentFollowed:  # noqa: ANN401 - any field
    with workshop.look(SYSTEM) as work:
        question = replace(NOW, agreement=TIDE, **changes)
        [found] = whole_agreement(work.session, question).agents
    return found


@pytest.fixture
def with_agent(workshop: Workshop) -> Workshop:
    with serving(workshop).work(OFFICER) as work:
        describe_agent(work, an_agent())
    return workshop


def test_an_agent_is_followed_from_missing_to_attested_to_lapsed(with_agent: Workshop) -> None:
    assert follow(with_agent).stands.attested is Attested.MISSING
    with with_agent.work(OFFICER) as work:
        attest_agent(work, an_attestation(), PAPER)

    found = follow(with_agent)
    assert (found.stands.attested, found.stands.through_on) == (
        Attested.THROUGH,
        date(2026, 5, 31),
    )
    assert (found.attestations[0].file_name, found.attestations[0].size) == (
        "low tide, signed.pdf",
        len(PDF),
    )
    assert follow(with_agent, as_of=date(2026, 6, 1)).stands.attested is Attested.LAPSED


def test_the_same_said_again_changes_nothing(with_agent: Workshop) -> None:
    with with_agent.work(OFFICER) as work:
        describe_agent(work, an_agent())
        first = attest_agent(work, an_attestation(), PAPER)
        again = attest_agent(work, an_attestation(id=UUID(int=99)), PAPER)

    assert first == again
    assert kept(with_agent, AgentRow)[0] == 1
    assert kept(with_agent, AttestationRow)[0] == 1


def test_an_agent_that_ends_is_described_anew(with_agent: Workshop) -> None:
    with with_agent.work(OFFICER) as work:
        describe_agent(work, an_agent(to_on=date(2025, 12, 31)))

    assert follow(with_agent).stands.attested is Attested.ENDED
    assert kept(with_agent, AgentRow)[0] == 2
    assert kept(with_agent, AgentRow)[1][-2:] == ["AgentDescribed", "AgentDescribed"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 300}, "name"),
        ({"services": ""}, "services"),
        ({"to_on": date(2025, 5, 31)}, "to_on"),
        ({"from_on": date(3000, 1, 1)}, "from_on"),
    ],
)
def test_what_cannot_be_said_of_an_agent_is_refused(
    with_agent: Workshop, changes: dict[str, Any], field: str
) -> None:
    with with_agent.work(OFFICER) as work, pytest.raises(Refused) as refused:
        describe_agent(work, an_agent(**changes))

    assert field in {one.field for one in refused.value.faults}


@pytest.mark.parametrize(
    ("changes", "paper", "field"),
    [
        ({"attested_by": ""}, None, "attested_by"),
        ({"attested_on": date(2026, 2, 1), "through_on": date(2027, 1, 1)}, None, "attested_on"),
        ({"through_on": date(2025, 5, 31)}, None, "through_on"),
        ({}, Paper("x.pdf", b"GIF89a"), "paper"),
    ],
)
def test_what_cannot_be_attested_is_refused(
    with_agent: Workshop, changes: dict[str, Any], paper: Paper | None, field: str
) -> None:
    with with_agent.work(OFFICER) as work, pytest.raises(Refused) as refused:
        attest_agent(work, an_attestation(**changes), paper)

    assert {one.field for one in refused.value.faults} == {field}


def test_what_is_not_there_is_not_found(with_agent: Workshop) -> None:
    with with_agent.work(OFFICER) as work:
        with pytest.raises(NotFound):
            describe_agent(work, an_agent(agreement=AgreementId("none")))
        with pytest.raises(NotFound):
            describe_agent(work, an_agent(agreement=WREN))
        with pytest.raises(NotFound):
            attest_agent(work, an_attestation(agent=UUID(int=5)))


@pytest.mark.parametrize("role", [Role.WORKER, Role.MANAGER, Role.AUDITOR, Role.ADMIN])
def test_nobody_but_an_officer_follows_agents(workshop: Workshop, role: Role) -> None:
    with workshop.work(an_actor(role)) as work:
        with pytest.raises(Forbidden):
            describe_agent(work, an_agent())
        with pytest.raises(Forbidden):
            attest_agent(work, an_attestation())
