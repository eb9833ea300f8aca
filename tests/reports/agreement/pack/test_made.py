"""A pack answers the six questions, is the same for the same question, and hides no break."""

import io
from datetime import date, timedelta
from pathlib import Path

import bagit
import pytest
from sqlalchemy import text

from lms.actions.imports.import_coverage import import_coverage
from lms.actions.imports.import_workers import import_workers
from lms.actions.ledger.export_evidence_pack import export_evidence_pack
from lms.kernel.access import SYSTEM
from lms.kernel.errors import NotFound, Refused
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.work import Workshop
from lms.people.model import Listed, Roster
from lms.reports.agreement.pack.made import pack_name
from lms.reports.asking import Question
from lms.standing.civil import day_ends_at
from tests.builders import StillClock
from tests.reports.agreement.clients import COVERAGE, TIDE
from tests.reports.agreement.pack.house import (
    ASKED,
    NUMBER,
    SAT,
    TOVA,
    house,
    members,
    packed,
    unpacked,
)
from tests.reports.forms.reading import csv_table
from tests.reports.house import STAFF, TODAY


def rows(content: bytes) -> list[dict[str, str]]:
    header, *others = csv_table(content)
    return [dict(zip(header, row, strict=True)) for row in others]


def test_the_first_page_answers_the_six_questions(workshop: Workshop) -> None:
    content, made = packed(house(workshop))
    first = members(content)["index.html"].decode()

    assert made.agreement == TIDE
    for answer in (
        "Training evidence for Low Tide Clinic",
        "On 31 Jan 2026, 2 people serve under this agreement.",
        "No roster was brought along",
        "contract: Low Tide Clinic, clause 7",
        "Training before access: ",
        "this version of the product sends none",
        "part2-core, version 1",
        "=court testimony",
        "The chain is unbroken.",
        "does not certify legal compliance",
    ):
        assert answer in first
    assert "http://" not in first
    assert "https://" not in first


def test_a_dossier_shows_the_paper_as_it_was_shown_and_answered(workshop: Workshop) -> None:
    files = members(packed(house(workshop))[0])
    name = next(one for one in files if one.startswith("data/people/W-001-"))
    dossier = files[name].decode()

    question = dossier[dossier.index("Question 3") :]
    shown = [question.index(f"answering-2.{place}") for place in (2, 0, 1)]
    assert shown == sorted(shown)
    assert "answering-2.2 <b>[chosen]</b> A reason against answering-2.2." in question
    assert "answering-2.0 <b>[right]</b>" in question
    assert "failed, 66 % (pass mark 60 %)" in dossier
    assert "These answers are my own." in dossier
    assert f"../certificates/{NUMBER}.pdf" in dossier
    (sat,) = rows(files["data/reports/attempts.csv"])
    assert (sat["attempt_id"], sat["outcome"]) == (str(SAT), "failed")


def test_certificates_are_the_bytes_that_were_issued(workshop: Workshop) -> None:
    files = members(packed(house(workshop))[0])
    stored = next(path for path in workshop.files.root.glob("*/*") if path.is_file())

    assert files[f"data/certificates/{NUMBER}.pdf"] == stored.read_bytes()


def test_a_certificate_whose_file_was_altered_is_named_on_the_first_page(
    workshop: Workshop,
) -> None:
    house(workshop)
    for path in workshop.files.root.glob("*/*"):
        path.write_bytes(b"another")
    files = members(packed(workshop)[0])

    assert f"data/certificates/{NUMBER}.pdf" not in files
    assert f"gone or was altered: {NUMBER}." in files["index.html"].decode()


def test_the_same_question_has_the_same_bytes_though_packs_were_taken_meanwhile(
    workshop: Workshop,
) -> None:
    before, made = packed(house(workshop))
    with workshop.work(SYSTEM) as work:
        entry = export_evidence_pack(work, made)

    assert (entry.what, f'"pack_sha256":"{made.sha256}"' in entry.statement) == (
        "PackExported",
        True,
    )
    assert packed(workshop)[0] == before


def test_what_was_known_then_is_packed_the_same_later(
    workshop: Workshop, clock: StillClock
) -> None:
    house(workshop)
    ends = day_ends_at(TODAY, "America/New_York")
    then = Question(TODAY, TODAY, agreement=TIDE, alone=True, known_at=TODAY, known_before=ends)
    before = packed(workshop, then)[0]
    clock.now += timedelta(days=40)
    with workshop.work(SYSTEM) as work:
        import_workers(work, _file("worker_id,name,hired_on\nW-001,Another Name,2025-03-03\n"))
        runs = f"W-001,{TIDE},2025-04-01,"
        ended = COVERAGE.replace(f"{runs},", f"{runs}2025-05-01,")
        import_coverage(work, _file(ended))

    after = packed(workshop, then)[0]
    assert members(after) == members(before)
    assert after == before
    assert members(packed(workshop)[0])["index.html"] != members(before)["index.html"]


def _file(words: str) -> io.BytesIO:
    return io.BytesIO(words.encode())


def test_an_earlier_day_is_told_as_it_was(workshop: Workshop) -> None:
    day = date(2025, 6, 30)
    content, _ = packed(house(workshop), Question(day, TODAY, agreement=TIDE, alone=True))
    files = members(content)

    assert {row["completed_on"] for row in rows(files["data/reports/completions.csv"])} == {
        "2024-12-27",
        "2025-06-01",
    }
    assert "As of</dt><dd>30 Jun 2025" in files["index.html"].decode()


def test_a_day_that_has_not_come_and_an_unknown_agreement_are_refused(workshop: Workshop) -> None:
    later = Question(TODAY + timedelta(days=1), TODAY, agreement=TIDE, alone=True)
    nobody = Question(TODAY, TODAY, agreement=AgreementId("none"), alone=True)

    with pytest.raises(Refused, match="Choose a day that has come"):
        packed(house(workshop), later)
    with pytest.raises(NotFound):
        packed(workshop, nobody)


def test_a_broken_ledger_is_told_loudly_and_the_pack_is_made_all_the_same(
    workshop: Workshop,
) -> None:
    house(workshop)
    postgresql = workshop.engine.dialect.name == "postgresql"
    with workshop.engine.begin() as connection:
        if postgresql:
            connection.execute(text("ALTER TABLE lms_ledger DISABLE TRIGGER USER"))
        else:
            guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
            found = connection.execute(text(guards), {"table": "lms_ledger"})
            for (name,) in found.all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("UPDATE lms_ledger SET statement = '{}' WHERE number = 2"))
    content, made = packed(workshop)

    assert made.broken
    first = members(content)["index.html"].decode()
    assert first.index("The ledger is broken") < first.index("Agreement")
    assert "Entry 2 of the ledger is not what was sealed in its place." in first


def test_a_roster_is_held_against_the_records_and_nobody_of_another_client_is_named(
    workshop: Workshop,
) -> None:
    listed = (
        Listed(TOVA, "Tova Lindqvist"),
        Listed(STAFF[5].id, STAFF[5].name),
        Listed(WorkerId("X-9"), "Vesper Quill"),
    )
    question = Question(TODAY, TODAY, agreement=TIDE, alone=True, roster=Roster("ab" * 32, listed))
    files = members(packed(house(workshop), question)[0])
    first = files["index.html"].decode()

    found = {
        row["worker_id"]: row["where"] for row in rows(files["data/reports/reconciliation.csv"])
    }
    assert found == {"W-001": "both", "W-010": "records_only", "X-9": "roster_only"}
    assert "ab" * 32 in first
    assert "counted only</dt><dd>1</dd>" in first
    assert "Cosmo" not in b"".join(files.values()).decode(errors="ignore")


def test_it_is_a_bag_as_others_read_it(workshop: Workshop, tmp_path: Path) -> None:
    folder = unpacked(packed(house(workshop))[0], tmp_path)
    bag = bagit.Bag(str(folder))

    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["External-Identifier"] == TIDE
    assert folder.name == "evidence-QSOA-014-2026-01-31"


def test_a_pack_has_a_safe_name_whatever_the_agreement_is_called() -> None:
    assert pack_name("../Ä b/1", TODAY) == "evidence-b_1-2026-01-31"
    assert pack_name("ÄÖ", TODAY) == "evidence-agreement-2026-01-31"


def test_everybody_is_judged_as_if_they_served_nobody_else(workshop: Workshop) -> None:
    files = members(packed(house(workshop))[0])

    assert ASKED.judged_by == TIDE
    assert {row["requirement"] for row in rows(files["data/reports/standing.csv"])} == {
        "part2-core-annual",
        "tide-yearly",
    }
