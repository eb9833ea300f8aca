"""Four years of history come in from files alone, and are told as of any day of them."""

import csv
import io
import json
from pathlib import Path
from typing import Final

import pytest

from tests.cli.running import run

REQUIREMENT: Final = """
[[requirement]]
id = "annual"
course = "part2-core"
audience = { agreements = ["A-1"] }
basis = "contract"
citation = "QSOA clause 7"
from_on = 2022-01-01
cadence_months = 12
"""
FILES: Final = {
    "workers": "worker_id,name,hired_on,ended_on\nW-1,Tova Lindqvist,2022-01-10,\n"
    "W-2,Rowan Gild,2022-03-01,\nW-3,Otis Fallow,2022-01-10,2024-01-01\n",
    "agreements": "agreement_id;kind;program_id;program_name;effective_on;acknowledges_part2\n"
    "A-1;qsoa;P-1;Harbor Recovery;2022-01-01;yes\n",
    "coverage": "worker_id,agreement_id,from_on,to_on\r\nW-1,A-1,2022-02-01,\r\n"
    "W-2,A-1,2022-04-01,2023-04-01\r\n",
    "requirements": REQUIREMENT,
    "completions": "worker_id,course,completed_at,document,approved_by\n"
    "W-1,part2-core,2022-02-20,old-1,O-1\nW-1,part2-core,2023-02-01T10:00:00-05:00,old-2,O-1\n"
    "W-1,part2-core,2024-03-05,old-3,O-1\nW-2,part2-core,2022-04-20,old-4,O-1\n",
    "leaves": "\ufeffworker_id,first_day_away,first_day_back\nW-1,2024-02-10,2024-03-01\n",
    "exceptions": "kind,worker_id,requirement,decided_on,to_on,approved_by,reason\n"
    "extension,W-1,annual,2024-03-02,2024-03-20,O-1,court testimony\n",
}
STOOD: Final = {
    "2022-02-15": {"W-1": "assigned"},
    "2022-03-01": {"W-1": "current"},
    "2023-01-01": {"W-1": "renew_open", "W-2": "current"},
    "2024-02-15": {"W-1": "on_leave", "W-2": "not_required"},
    "2024-03-04": {"W-1": "expired_extended", "W-2": "not_required"},
    "2025-03-06": {"W-1": "expired", "W-2": "not_required"},
}


def test_four_years_come_in_from_files_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init").exit_code == 0
    assert run("publish").exit_code == 0
    for kind, content in FILES.items():
        (tmp_path / kind).write_text(content, encoding="utf-8", newline="")
        told = json.loads(run("import", kind, kind, "--json").stdout)
        assert told["errors"] == []
        assert told["created"] >= 1
    again = [json.loads(run("import", kind, kind, "--json").stdout) for kind in FILES]
    assert {(one["created"], one["updated"]) for one in again} == {(0, 0)}

    stood = {}
    for day in STOOD:
        report = run("report", "standing", "--as-of", day).stdout
        rows = csv.DictReader(io.StringIO(report, newline=""))
        stood[day] = {row["worker_id"]: row["status"] for row in rows}
    assert stood == STOOD
