"""Is a document one that was kept for an agreement, and what was its file called?"""

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from lms.agreements.tables import AgentRow, AttestationRow, SignedCopyRow
from lms.kernel.errors import NotFound
from lms.kernel.ids import AgreementId


def paper_of(session: Session, agreement: AgreementId, sha256: str) -> str:
    """Return the file name of a signed copy or an attestation of an agreement, by its digest.

    Those of before are among them. Raises `NotFound` for a document of any other agreement.
    """
    copy, attested = SignedCopyRow, AttestationRow
    own = select(AgentRow.id).where(AgentRow.agreement == agreement)
    found = union_all(
        select(copy.file_name).where(
            copy.agreement == agreement, copy.sha256 == sha256, copy.size > 0
        ),
        select(attested.file_name).where(
            attested.agent_id.in_(own), attested.document_sha256 == sha256, attested.size > 0
        ),
    )
    name = session.scalar(found.limit(1))
    if name is None:
        raise NotFound("There is no such document of this agreement.")
    return str(name)
