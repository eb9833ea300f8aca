"""The tables of a pack that tell of signed copies, contract agents, and retraining."""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.agreements.agents import agent_stands
from lms.agreements.model import Agent, Attestation
from lms.agreements.store import agent_in, attestations_of
from lms.agreements.tables import AgentRow, AttestationRow, SignedCopyRow
from lms.reports.agreement.pack.html import heading, paragraph, table
from lms.reports.agreement.pack.scope import Scope
from lms.reports.agreement.pack.tables import Row, Table, tables_of
from lms.reports.agreement.retraining import followed
from lms.reports.asking import Column

COPIES: Final = (
    Column("sha256", "SHA-256 of the signed copy's file; the file itself is not packed."),
    Column("file_name", "What the file was called.", typed=True),
    Column("size", "How many bytes it has."),
    Column("part2_place", "Where in it stands that Part 2 binds.", typed=True),
    Column("proceedings_place", "Where in it stands that proceedings are resisted.", typed=True),
    Column("recorded_at", "When it was recorded (instant, UTC); the last one counts."),
    Column("copy_id", "The id of this record of a signed copy."),
    Column("entry", "The number of its entry in the ledger."),
)
AGENTS: Final = (
    Column("agent_id", "The contract agent's own id."),
    Column("name", "The firm that helps with the services.", typed=True),
    Column("services", "What it does.", typed=True),
    Column("from_on", "The first day on which it helps."),
    Column("to_on", "The last one; empty while it goes on."),
    Column("state", "On the day: not_yet, ended, missing, lapsed, or through (attested)."),
    Column("attested_on", "When it attested the training of its own people."),
    Column("attested_by", "Who attested it.", typed=True),
    Column("through_on", "Through which day that reaches."),
    Column("document_sha256", "SHA-256 of the document that shows it."),
    Column("attestation_id", "The attestation's own id; empty for an agent without one."),
    Column("entry", "The number of the entry of the attestation, or of the agent without one."),
)
RETRAINING: Final = (
    Column("retraining_id", "The retraining's own id."),
    Column("worker_id", "The worker's number in the organization's staff file.", typed=True),
    Column("worker_name", "The worker's name on the day the pack is about.", typed=True),
    Column("course", "The course to be taken again."),
    Column("incident", "The incident's number in the organization's own register.", typed=True),
    Column("opened_on", "The day it was opened."),
    Column("due_on", "The last day to complete the course."),
    Column("state", "On the day: open, late or done; or withdrawn, as opened in error."),
    Column("completed_on", "When the course was completed after that."),
    Column("approved_by", "Who approved it: another person than the worker.", typed=True),
    Column("entry", "The number of its entry in the ledger."),
)


def all_tables_of(session: Session, scope: Scope) -> dict[str, Table]:
    """Return every table about the agreement, by name."""
    return tables_of(session, scope) | parties_of(session, scope)


def parties_of(session: Session, scope: Scope) -> dict[str, Table]:
    """Return the tables of what was recorded about this agreement alone, by name."""
    retrained = "Who had to take a course again after an incident, and who has?"
    agents = "Which contract agents help, and is their own people's training attested?"
    return {
        "retraining": Table("retraining", retrained, RETRAINING, (), _retrained(session, scope)),
        "contract-agents": Table("contract-agents", agents, AGENTS, (), _agents(session, scope)),
        "signed-copies": Table(
            "signed-copies", "Which signed copies are kept?", COPIES, (), _copies(session, scope)
        ),
    }


def parties_told(tables: Mapping[str, Table]) -> Iterator[str]:
    """Tell of them on the first page."""
    yield heading(2, "Corrective action, contract agents, signed copies", "parties")
    for name, caption, shown in (
        (
            "retraining",
            "Retraining after incidents",
            ("worker_name", "incident", "course", "opened_on", "due_on", "state", "completed_on"),
        ),
        (
            "contract-agents",
            "Contract agents and what they attested",
            ("name", "services", "from_on", "to_on", "state", "attested_by", "through_on"),
        ),
        ("signed-copies", "Signed copies of the agreement", ("sha256", "file_name", "size")),
    ):
        rows = ([row[column] for column in shown] for row in tables[name].told())
        yield table(caption, [column.replace("_", " ") for column in shown], rows)
    yield paragraph(
        "Incidents go by their number in the organization's own register. The documents are not "
        "packed: whoever has them can compare their SHA-256.",
        "soft",
    )


def _retrained(session: Session, scope: Scope) -> list[Row]:
    rows: list[Row] = []
    for one in followed(session, scope.question):
        told = one.retraining
        root = scope.root.get(told.worker)
        if root is None:
            continue
        name = scope.people[root].described_on(scope.question.as_of).worker.name
        asked = (told.course, scope.hidden.words(told.incident), told.opened_on, told.due_on)
        became = (one.state.value, one.done_on, told.approved_by, told.entry)
        rows.append((str(told.id), told.worker, name, *asked, *became))
    return rows


def _agents(session: Session, scope: Scope) -> list[Row]:
    row, words = AgentRow, scope.hidden.words
    query = select(row).where(row.agreement == scope.agreement, row.recorded_at < scope.before)
    newest: dict[UUID, tuple[Agent, int]] = {
        one.id: (agent_in(one), one.entry) for one in session.scalars(query.order_by(row.number))
    }
    known = _entries(session, scope, list(newest))
    rows: list[Row] = []
    for agent, entry in sorted(newest.values(), key=lambda one: (one[0].name, str(one[0].id))):
        attested = [one for one in attestations_of(session, [agent.id]) if one.id in known]
        state = agent_stands(agent, attested, scope.question.as_of).attested.value
        told = (str(agent.id), words(agent.name), words(agent.services))
        told_on = (*told, agent.from_on, agent.to_on, state)
        rows += [(*told_on, *_attested(one, scope), known[one.id]) for one in attested]
        if not attested:
            rows.append((*told_on, None, "", None, "", "", entry))
    return rows


def _attested(one: Attestation, scope: Scope) -> Row:
    by = scope.hidden.words(one.attested_by)
    return (one.attested_on, by, one.through_on, one.document_sha256, str(one.id))


def _entries(session: Session, scope: Scope, agents: list[UUID]) -> dict[UUID, int]:
    """Return the entries of what was attested before the instant that the pack leaves off."""
    row = AttestationRow
    query = select(row.id, row.entry).where(
        row.agent_id.in_(agents), row.recorded_at < scope.before
    )
    return {one.id: one.entry for one in session.execute(query)}


def _copies(session: Session, scope: Scope) -> list[Row]:
    row, words = SignedCopyRow, scope.hidden.words
    query = select(row).where(row.agreement == scope.agreement, row.recorded_at < scope.before)
    return [
        (
            *(one.sha256, words(one.file_name), one.size),
            *(words(one.part2_place), words(one.proceedings_place)),
            *(one.recorded_at.isoformat(), str(one.id), one.entry),
        )
        for one in session.scalars(query.order_by(row.entry))
    ]
