"""A sample is drawn, kept, drawn again by anybody, and taken as a file that verifies."""

import json
import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from lms.agreements.rooms.sampling import drawn_from
from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from lms.reports.verifying.files import verified
from tests.pages.audit.clinic import HOME, SECRETS, Clinic, clinic
from tests.pages.officer.desk import said
from tests.reports.agreement.pack.house import SAT

BOTH = [WorkerId("W-001"), WorkerId("W-010")]
SAMPLE = f"{HOME}sample"


@pytest.fixture
def here(alone: Flask, house: Workshop) -> Clinic:
    return clinic(alone, house)


def test_a_seed_is_drawn_kept_and_printed(here: Clinic) -> None:
    drawn = here.auditor.send(SAMPLE, page=HOME, size="1")
    page = here.sees(drawn.location).text
    seed = re.findall(r"seed=([0-9a-f]{12})", drawn.location)[0]
    sample = drawn_from(BOTH, seed, 1)

    assert "1 of 2 were drawn." in said(page)
    assert {seed, sample.sha256} <= set(said(page).split())
    assert f"({sample.drawn[0]})" in page
    with here.house.look(SYSTEM) as work:
        kept = select(EntryRow.statement).where(EntryRow.what == "SampleDrawn")
        entry = json.loads(work.session.scalars(kept).one())
    assert (entry["seed"], entry["drawn"]) == (seed, list(sample.drawn))
    assert entry["population_sha256"] == sample.sha256


def test_the_dossiers_are_complete_and_of_this_agreement_alone(here: Clinic) -> None:
    words = said(here.sees(f"{SAMPLE}?seed=7&size=25").text)

    for part in (
        "Service",
        "Standing on the day",
        "Completions",
        "=court testimony",
        "Question 3",
    ):
        assert part in words
    assert not [one for one in SECRETS if one in words]


def test_the_file_verifies_and_holds_only_who_was_drawn(here: Clinic) -> None:
    answer = here.sees(f"{SAMPLE}.zip?seed=7&size=1")
    content, name = answer.data, answer.headers["Content-Disposition"]
    answer.close()
    keys = {one.public.id: one for one in here.house.keys.known()}
    (drawn,) = drawn_from(BOTH, "7", 1).drawn

    assert "sample-evidence-QSOA-014-2026-01-31.zip" in name
    assert verified(content, keys, date(2026, 1, 31)).genuine
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {one.partition("/")[2]: archive.read(one) for one in archive.namelist()}
    assert [one for one in files if one.startswith("data/people/W-")] == [
        one for one in files if one.startswith(f"data/people/{drawn}")
    ]
    assert json.loads(files["data/sample.json"])["drawn"] == [drawn]
    assert (str(SAT) in files["data/reports/attempts.jsonl"].decode()) == (drawn == "W-001")
    assert not [one for one in SECRETS if any(one.encode() in file for file in files.values())]


def test_of_a_stratum_only_its_own_are_drawn(here: Clinic) -> None:
    for asked, drawn in (
        ("stratum=team&value=Claims", {"W-001"}),
        ("stratum=role&value=nobody", set[str]()),
        ("stratum=new", set[str]()),
        ("stratum=new&as_of=2025-04-02", {"W-001", "W-030"}),
        ("stratum=all&as_of=2025-06-01", {"W-001", "W-002", "W-010"}),
    ):
        page = here.sees(f"{SAMPLE}?seed=7&{asked}").text
        named = re.findall(r"<h2 id=\"p\d+\">\d+\. .*? \((.*?)\)</h2>", page)

        assert set(named) == drawn, asked


def test_what_cannot_be_drawn_is_told(here: Clinic) -> None:
    for fields in (
        {"size": "0"},
        {"size": "501"},
        {"size": "many"},
        {"size": "-1"},
        {"size": "5", "seed": "x" * 65},
        {"size": "5", "seed": "a\x00b"},
        {"size": "5", "stratum": "everybody"},
        {"size": "5", "stratum": "team"},
    ):
        assert here.auditor.send(SAMPLE, page=HOME, **fields).status_code == 422, fields


def test_a_file_without_a_seed_is_refused(here: Clinic) -> None:
    assert here.sees(f"{SAMPLE}.zip").status_code == 422
