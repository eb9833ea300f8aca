"""What does a certificate say, to somebody who may see whose it is?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.store import Issued, certificate_of
from lms.kernel.access import Actor
from lms.kernel.errors import NotFound
from lms.kernel.ids import CertificateNumber
from lms.people.store import within
from lms.people.tables import WorkerRow


def certificate_seen(session: Session, actor: Actor, number: CertificateNumber) -> Issued:
    """Return a certificate of the actor's own, or of somebody within their scope.

    Raises `NotFound` for any other, in the words for one that does not exist.
    """
    issued = certificate_of(session, number)
    reached = select(WorkerRow.id).where(
        WorkerRow.id == issued.worker_id, within(actor.scope, WorkerRow.id)
    )
    if issued.worker_id != actor.worker and session.scalar(reached) is None:
        raise NotFound("There is no certificate of this number.")
    return issued
