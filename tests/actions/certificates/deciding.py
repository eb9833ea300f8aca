"""Somebody who passed, and whoever decides about their certificate."""

from typing import Any

from lms.actions.certificates.correct_certificate import Correcting, correct_certificate
from lms.actions.certificates.revoke_certificate import Revoking, revoke_certificate
from lms.certificates.model import Cause
from lms.kernel.access import SYSTEM, Actor, Role
from lms.kernel.ids import CertificateNumber, WorkerId
from lms.reports.verifying.state import Verification, verification
from tests.actions.school import School, take_on
from tests.builders import a_worker, an_actor

OFFICER = an_actor(Role.OFFICER, worker=WorkerId("W-900"))
APPROVER = WorkerId("W-900")


def passed(school: School) -> CertificateNumber:
    """Let the worker pass, and return the number of the certificate."""
    number = school.complete().certificate
    assert number is not None
    return number


def with_approver(school: School) -> School:
    """The school, with somebody there who may approve."""
    with school.workshop.work(SYSTEM) as work:
        take_on(work, a_worker(id=APPROVER, name="Orrin Pike", email="orrin@alderquay.example"))
    return school


def revoke(school: School, number: str, actor: Actor = OFFICER, **changes: Any) -> None:  # noqa: ANN401 - any field
    """Revoke a certificate as an officer does, but for what the test cares about."""
    given = {"cause": Cause.IN_ERROR, "reason": "printed twice", **changes}
    with school.workshop.work(actor) as work:
        revoke_certificate(work, Revoking(number=CertificateNumber(number), **given))


def correct(
    school: School,
    number: str,
    actor: Actor = OFFICER,
    **changes: Any,  # noqa: ANN401 - any field
) -> CertificateNumber:
    """Correct a certificate as an officer does, but for what the test cares about."""
    given = {"holder": "Tova Lindquist", "reason": "misspelt", **changes}
    with school.workshop.work(actor) as work:
        return correct_certificate(work, Correcting(number=CertificateNumber(number), **given))


def state(school: School, number: CertificateNumber) -> Verification:
    """What anybody is told of a certificate today."""
    with school.workshop.look(SYSTEM) as work:
        return verification(work.session, number, work.now.date())
