"""A misspelt certificate is issued anew under a number that names the old one."""

import json
from typing import Any

import pytest

from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.certificates.model import Cause
from lms.certificates.store import certificate_of, certificates_held
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Conflict, Forbidden, Refused
from lms.reports.verifying.files import verified
from lms.reports.verifying.state import State
from tests.actions.certificates.deciding import (
    OFFICER,
    correct,
    passed,
    revoke,
    state,
    with_approver,
)
from tests.actions.school import School
from tests.builders import NOON, WORKER, StillClock, an_actor


def test_the_new_one_names_the_old_and_the_old_leads_to_the_new(
    school: School, clock: StillClock
) -> None:
    old = passed(with_approver(school))
    with school.workshop.look(SYSTEM) as work:
        before = certificate_of(work.session, old)
    clock.forward(days=3)

    new = correct(school, old)

    told, now = state(school, old), state(school, new)
    assert (told.state, told.successor, told.cause) == (State.CORRECTED, new, Cause.CORRECTED)
    assert (now.state, now.corrects) == (State.VALID, old)
    with school.workshop.look(SYSTEM) as work:
        assert certificate_of(work.session, old) == before
        issued = certificate_of(work.session, new)
        assert len(certificates_held(work.session, WORKER.id)) == 2
        *_, corrected, reissued = entries(work.session)
    assert (issued.holder, issued.completion_id) == ("Tova Lindquist", before.completion_id)
    assert issued.completed_on == before.completed_on
    said = json.loads(corrected.statement)
    assert (said["certificate"], said["by"]) == (old, new)
    assert reissued.what == "CertificateIssued"
    keys = {one.public.id: one for one in school.workshop.keys.known()}
    verdict = verified(school.workshop.files.read(issued.sha256), keys, NOON.date())
    assert verdict.genuine
    assert "of Tova Lindquist" in verdict.sentence
    assert f"It corrects certificate {old}." in verdict.notes


def test_a_correction_may_be_corrected_and_the_first_leads_to_the_last(school: School) -> None:
    first = passed(with_approver(school))
    second = correct(school, first)

    third = correct(school, second, holder="Tova Lindqvist-Berg")

    assert state(school, first).successor == third
    assert state(school, second).successor == third
    with pytest.raises(Conflict, match="already"):
        correct(school, first, holder="Somebody Else")


def test_a_later_certificate_that_was_corrected_is_named_by_its_new_number(
    school: School, clock: StillClock
) -> None:
    first = passed(with_approver(school))
    clock.forward(days=340)
    second = correct(school, passed(school))

    told = state(school, first)

    assert (told.state, told.successor) == (State.SUPERSEDED, second)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"holder": "  "}, "holder"),
        ({"holder": WORKER.name}, "holder"),
        ({"holder": "Tova \N{CJK UNIFIED IDEOGRAPH-6C34}"}, "holder"),
        ({"holder": "Tova " * 60}, "holder"),
        ({"reason": ""}, "reason"),
        ({"approved_by": WORKER.id}, "approved_by"),
    ],
)
def test_it_takes_another_name_a_reason_and_somebody_else_who_approves(
    school: School, changes: dict[str, Any], field: str
) -> None:
    number = passed(with_approver(school))
    before = school.counts()

    with pytest.raises(Refused) as refused:
        correct(school, number, **changes)

    assert [fault.field for fault in refused.value.faults] == [field]
    assert school.counts() == before


def test_what_counts_no_more_is_not_corrected(school: School) -> None:
    number = passed(with_approver(school))
    with pytest.raises(Forbidden):
        correct(school, number, an_actor(Role.AUDITOR))
    [done] = school.completions()
    with school.workshop.work(OFFICER) as work:
        withdraw_fact(work, Correction(what=What.COMPLETION, fact=done.id, reason="not them"))

    with pytest.raises(Conflict, match="was withdrawn"):
        correct(school, number)
    revoke(school, number)
    with pytest.raises(Conflict, match="already"):
        correct(school, number)
