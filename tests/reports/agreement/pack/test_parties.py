"""A pack tells of the agreement's own retraining, contract agents and copies, and no others'."""

import csv
import io
from datetime import timedelta
from typing import Final
from uuid import UUID

import pytest

from lms.actions.agreements.attest_agent import attest_agent
from lms.actions.agreements.describe_agent import describe_agent
from lms.actions.agreements.describe_agreement import Paper, Told, describe_agreement
from lms.actions.agreements.open_retraining import Opening, open_retraining
from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.agreements.model import Agent, Attestation
from lms.agreements.store import agreements_of
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.agreement.retraining import retraining_of
from tests.actions.agreements.told import OFFICER, PDF
from tests.reports.agreement.clients import TIDE, WREN
from tests.reports.agreement.pack.house import TOVA, house, members, packed
from tests.reports.house import BASICS, MANAGER, TODAY

DAY: Final = timedelta(days=1)


@pytest.fixture
def files(workshop: Workshop) -> dict[str, bytes]:
    with house(workshop).work(OFFICER) as work:
        for number, agreement in enumerate((TIDE, WREN), start=1):
            say_everything(work, agreement, number)
    return members(packed(workshop)[0])


def say_everything(work: UnitOfWork, agreement: AgreementId, number: int) -> None:
    """Record an agent that attested, retraining of W-001, and a signed copy of one agreement."""
    agent = UUID(int=number)
    told = Agent(agent, agreement, f"=Scanning of {agreement}", "Scans", TODAY - 9 * DAY, None)
    describe_agent(work, told)
    through = Attestation(
        UUID(int=10 + number), agent, TODAY - 3 * DAY, "A lead", TODAY + 90 * DAY, "", "", 0
    )
    attest_agent(work, through)
    asked = Opening(
        workers=(TOVA,),
        course=BASICS,
        incident=f"INC-2026-{number}",
        due_on=TODAY + 20 * DAY,
        approved_by=MANAGER,
        agreement=agreement,
    )
    open_retraining(work, asked)
    _, known = agreements_of(work.session, [agreement])[agreement]
    describe_agreement(work, Told(known, Paper(f"{agreement}.pdf", PDF)))


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a table of a pack."""
    return list(csv.DictReader(io.StringIO(files[f"data/reports/{name}.csv"].decode())))


def test_each_is_told_of_this_agreement_alone(files: dict[str, bytes]) -> None:
    (retrained,) = rows(files, "retraining")
    (agent,) = rows(files, "contract-agents")
    (copy,) = rows(files, "signed-copies")

    assert (retrained["incident"], retrained["state"]) == ("INC-2026-1", "open")
    assert (agent["name"], agent["state"]) == (f"'=Scanning of {TIDE}", "through")
    assert copy["file_name"] == f"{TIDE}.pdf"
    assert b"INC-2026-2" not in b"".join(files.values())


def test_one_that_was_withdrawn_stays_to_be_seen_with_its_reason(workshop: Workshop) -> None:
    with house(workshop).work(OFFICER) as work:
        for number, agreement in enumerate((TIDE, WREN), start=1):
            say_everything(work, agreement, number)
        for one in retraining_of(work.session, [TOVA], TODAY):
            wrong = Correction(
                what=What.RETRAINING,
                fact=one.retraining.id,
                approved_by=MANAGER,
                reason=f"opened in error after {one.retraining.incident}",
            )
            withdraw_fact(work, wrong)
    files = members(packed(workshop)[0])
    (retrained,) = rows(files, "retraining")
    (gone,) = [one for one in rows(files, "withdrawals") if one["what"] == "retraining"]

    assert retrained["state"] == "withdrawn"
    assert gone["fact_id"] == retrained["retraining_id"]
    assert b"INC-2026-2" not in b"".join(files.values())


def test_the_first_page_and_the_dictionary_tell_of_them(files: dict[str, bytes]) -> None:
    page, words = files["index.html"].decode(), files["data/reports/dictionary.md"].decode()

    assert "INC-2026-1" in page
    assert f"=Scanning of {TIDE}" in page
    assert "through_on" in words
