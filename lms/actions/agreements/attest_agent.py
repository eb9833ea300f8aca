"""What a contract agent attests of its own people's training is recorded."""

from dataclasses import replace
from uuid import UUID

from lms.actions.agreements.describe_agreement import Paper
from lms.agreements.deciding import check_attestation
from lms.agreements.model import Attestation
from lms.agreements.papers import check_paper, file_name_kept
from lms.agreements.store import agent_of, attestation_row, attestations_of
from lms.evidence.agreed import AgentAttested
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.errors import NotFound, Refused
from lms.kernel.intake.staging import one_at_a_time
from lms.kernel.work import UnitOfWork
from lms.standing.civil import civil_day


def attest_agent(work: UnitOfWork, told: Attestation, paper: Paper | None = None) -> UUID:
    """Record an attestation with the document that shows it, if one is sent; return its id.

    The same attestation a second time changes nothing. Raises `Refused` with every reason at
    once, and `NotFound` for an agent who is not there.
    """
    work.actor.require(Permission.AGREE)
    one_at_a_time(work.session)
    if agent_of(work.session, told.agent)[1] is None:
        raise NotFound("There is no such agent.")
    today = civil_day(work.now, work.organization.time_zone)
    faults = [*check_attestation(told, today)]
    faults += check_paper("paper", paper.content) if paper else ()
    if faults:
        raise Refused.of(faults)
    draft = _with_paper(work, told, paper)
    for known in attestations_of(work.session, [told.agent]):
        if replace(draft, id=known.id) == known:
            return known.id
    return _keep(work, draft)


def _with_paper(work: UnitOfWork, told: Attestation, paper: Paper | None) -> Attestation:
    if paper is None:
        return told
    sha256, name = work.files.keep(paper.content), file_name_kept(paper.file_name)
    return replace(told, document_sha256=sha256, file_name=name, size=len(paper.content))


def _keep(work: UnitOfWork, draft: Attestation) -> UUID:
    said = AgentAttested(
        draft.id,
        draft.agent,
        draft.attested_on,
        draft.through_on,
        digest(draft.attested_by),
        draft.document_sha256,
    )
    stamp = {"recorded_at": work.now, "recorded_by": work.actor.account}
    record(work, said, attestation_row(draft, stamp))
    return draft.id
