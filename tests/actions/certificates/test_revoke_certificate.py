"""A certificate is revoked for a reason, by two people, and its bytes stay."""

import json
from typing import Any

import pytest

from lms.certificates.model import Cause
from lms.certificates.store import certificate_of, revocation_of
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.canonical import digest
from lms.kernel.errors import Conflict, Forbidden, NotFound, Refused
from lms.reports.verifying.state import State
from tests.actions.certificates.deciding import APPROVER, passed, revoke, state, with_approver
from tests.actions.school import School
from tests.builders import WORKER, an_actor


def test_whoever_checks_it_is_told_and_the_file_stays(school: School) -> None:
    number = passed(with_approver(school))

    revoke(school, number, document="Letter 7")

    told = state(school, number)
    assert (told.state, told.cause, told.successor) == (State.REVOKED, Cause.IN_ERROR, None)
    with school.workshop.look(SYSTEM) as work:
        kept = revocation_of(work.session, number)
        issued = certificate_of(work.session, number)
        *_, last = entries(work.session)
    assert kept is not None
    assert (kept.reason, kept.document, kept.approved_by) == (
        "printed twice",
        "Letter 7",
        APPROVER,
    )
    assert school.workshop.files.read(issued.sha256).startswith(b"%PDF-")
    said = json.loads(last.statement)
    assert last.what == "CertificateRevoked"
    assert (said["certificate"], said["reason_sha256"]) == (number, digest("printed twice"))
    assert len(school.completions()) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"cause": None}, "cause"),
        ({"cause": Cause.CORRECTED}, "cause"),
        ({"approved_by": WORKER.id}, "approved_by"),
        ({"approved_by": "W-404"}, "approved_by"),
    ],
)
def test_it_takes_a_cause_a_reason_and_somebody_else_who_approves(
    school: School, changes: dict[str, Any], field: str
) -> None:
    number = passed(with_approver(school))
    before = school.counts()

    with pytest.raises(Refused) as refused:
        revoke(school, number, **changes)

    assert [fault.field for fault in refused.value.faults] == [field]
    assert school.counts() == before


def test_it_is_revoked_once(school: School) -> None:
    number = passed(with_approver(school))
    revoke(school, number)

    with pytest.raises(Conflict, match="already"):
        revoke(school, number)


def test_only_officers_revoke_and_never_their_own(school: School) -> None:
    number = passed(with_approver(school))

    with pytest.raises(Forbidden):
        revoke(school, number, an_actor(Role.MANAGER))
    with pytest.raises(Refused, match="concerns themselves"):
        revoke(school, number, an_actor(Role.OFFICER, worker=WORKER.id), approved_by=APPROVER)
    with pytest.raises(NotFound):
        revoke(school, "P2L-0000-0000-0000-0000")
