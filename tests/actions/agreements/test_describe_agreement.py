"""An agreement is described anew and nothing that was said before is lost."""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from lms.actions.agreements.describe_agreement import Paper, Told, describe_agreement
from lms.actions.imports.import_agreements import import_agreements
from lms.agreements.tables import AgreementRow, SignedCopyRow
from lms.kernel.access import SYSTEM, Actor, Role
from lms.kernel.errors import Forbidden, Refused
from lms.kernel.ids import AgreementId
from lms.kernel.work import Workshop
from lms.reports.agreement.described import descriptions_of
from tests.actions.agreements.told import OFFICER, PAPER, PDF, an_agreement, told
from tests.actions.imports.incoming import brought, kept, nothing_altered
from tests.builders import an_actor
from tests.reports.agreement.clients import AGREEMENTS, TIDE

NEW = told(paper=PAPER, part2_place="clause 3, page 2", new=True)


def describe(workshop: Workshop, said: Told, actor: Actor = OFFICER) -> int:
    with workshop.work(actor) as work:
        return describe_agreement(work, said)


def faults(workshop: Workshop, said: Told) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        describe(workshop, said)
    assert kept(workshop, AgreementRow)[0] <= 1
    return {one.field: str(one) for one in refused.value.faults}


def test_a_signed_copy_is_kept_under_its_digest_and_replaced_without_loss(
    workshop: Workshop,
) -> None:
    other = Paper("new.pdf", PDF + b"%%EOF")
    assert describe(workshop, NEW) == 1
    assert describe(workshop, told(paper=other)) == 2

    with workshop.look(SYSTEM) as work:
        first, second = descriptions_of(work.session, TIDE)
        files = [work.files.read(one.agreement.document_sha256) for one in (first, second)]
    assert files == [PDF, other.content]
    assert first.agreement.document_sha256 == sha256(PDF).hexdigest()
    assert kept(workshop, SignedCopyRow) == (2, ["AgreementDescribed"] * 2)


def test_the_same_said_again_changes_nothing(workshop: Workshop) -> None:
    describe(workshop, NEW)

    assert describe(workshop, told(paper=PAPER, part2_place="clause 3, page 2")) == 1
    assert describe(workshop, told(part2_place="clause 3, page 2")) == 1
    assert kept(workshop, AgreementRow) == (1, ["AgreementDescribed"])


def test_what_changes_is_a_new_description_with_the_copy_of_before(workshop: Workshop) -> None:
    describe(workshop, NEW)
    assert describe(workshop, told(an_agreement(ends_on=date(2028, 2, 15)))) == 2

    with workshop.look(SYSTEM) as work:
        before, now = descriptions_of(work.session, TIDE)
    assert (before.agreement.ends_on, now.agreement.ends_on) == (
        date(2027, 2, 15),
        date(2028, 2, 15),
    )
    assert now.agreement.document_sha256 == before.agreement.document_sha256


def test_what_came_by_a_file_is_described_by_form_and_stays_sound(workshop: Workshop) -> None:
    brought(workshop, import_agreements, *AGREEMENTS.splitlines())

    assert describe(workshop, told(paper=PAPER)) == 2
    assert nothing_altered(workshop)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": date(2025, 1, 1)}, "ends_on"),
        ({"effective_on": date(1, 1, 1)}, "effective_on"),
        ({"program_name": ""}, "program_name"),
        ({"program_name": "x" * 300}, "program_name"),
        ({"program_name": "Low\u202eTide"}, "program_name"),
        ({"services": "a\x07b"}, "services"),
        ({"id": AgreementId("a b")}, "id"),
        ({"program_id": "=1+1"}, "program_id"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_sentence(
    workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    assert field in faults(workshop, told(an_agreement(**changes), new=True))


@pytest.mark.parametrize("name", ["=Low Tide", "<b>Low</b>", "מרפאת גאות", "محمد"])
def test_a_name_is_only_a_name(workshop: Workshop, name: str) -> None:
    assert describe(workshop, told(an_agreement(program_name=name), new=True)) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>", "This is no PDF."),
        (b"", "This is no PDF."),
        (b"%PDF-1.7\nhalf", "breaks off before its end"),
        (b"%PDF-1.7\n" + b"x" * (30 * 1024 * 1024), "larger than 16 MB"),
    ],
)
def test_a_copy_that_is_no_whole_pdf_is_refused(
    workshop: Workshop, content: bytes, said: str
) -> None:
    refused = faults(workshop, told(paper=Paper("x.pdf", content), new=True))

    assert said in refused["paper"]
    assert kept(workshop, AgreementRow) == (0, [])


def test_an_id_is_new_once(workshop: Workshop) -> None:
    assert "id" in faults(workshop, told())
    describe(workshop, NEW)
    assert "id" in faults(workshop, NEW)


@pytest.mark.parametrize("role", [Role.WORKER, Role.MANAGER, Role.AUDITOR, Role.ADMIN])
def test_nobody_but_an_officer_describes_agreements(workshop: Workshop, role: Role) -> None:
    with pytest.raises(Forbidden):
        describe(workshop, NEW, an_actor(role))
