"""That a pack was taken is in the ledger; whoever may take no reports takes none."""

import pytest

from lms.actions.ledger.export_evidence_pack import export_evidence_pack
from lms.kernel.access import Role
from lms.kernel.errors import Forbidden
from lms.kernel.ids import AgreementId
from lms.kernel.work import Workshop
from lms.reports.agreement.pack.made import Made
from tests.builders import NOON, an_actor

MADE = Made(AgreementId("QSOA-014"), NOON.date(), "ab" * 32, 4, broken=False)


def test_the_ledger_keeps_who_took_which_pack(workshop: Workshop) -> None:
    with workshop.work(an_actor(Role.AUDITOR)) as work:
        entry = export_evidence_pack(work, MADE)

    assert entry.what == "PackExported"
    assert '"by":"account-of-auditor"' in entry.statement
    assert '"agreement":"QSOA-014","as_of":"2026-01-31"' in entry.statement
    assert f'"pack_sha256":"{"ab" * 32}"' in entry.statement


def test_a_manager_takes_no_pack(workshop: Workshop) -> None:
    with workshop.work(an_actor(Role.MANAGER)) as work, pytest.raises(Forbidden):
        export_evidence_pack(work, MADE)
