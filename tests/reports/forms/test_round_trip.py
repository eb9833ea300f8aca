"""What was taken away is brought in again, and says the same: names, reasons, days."""

import csv
import io
from collections.abc import Mapping
from typing import Final

import pytest

from lms.actions.imports.import_completions import import_completions
from lms.actions.imports.import_exceptions import import_exceptions
from lms.actions.imports.import_leaves import import_leaves
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.reports.asking import Question
from lms.reports.taking import Form
from tests.reports.forms.reading import csv_table, taken, xlsx_sheets
from tests.reports.house import TODAY, settled

NOW: Final = Question(as_of=TODAY, today=TODAY)
COMPLETED: Final = """\
worker_id,course,completed_at,document,approved_by,score_percent
W-001,part2-core,2025-07-01,"=2+3, “certificate” @home",W-010,91
W-002,part2-core,2025-07-02,-minus and ; semicolon,W-010,
"""
EXCEPTED: Final = """\
kind,worker_id,requirement,decided_on,from_on,to_on,approved_by,reason
waiver,W-001,part2-core-annual,2025-04-01,2025-04-02,2025-04-09,W-010,=SUM(A1) \u2013 Ünal
extension,W-002,part2-core-annual,2025-04-01,,2025-04-09,W-010,'quoted
"""
LEFT: Final = "worker_id,first_day_away,first_day_back\nW-001,2025-05-01,2025-05-09\n"


def columns_of(content: bytes, renamed: Mapping[str, str], **equal: str) -> bytes:
    """The rows of a report that have these words, with its columns as a file that comes in."""
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(renamed)
    for row in rows:
        if all(row[name] == word for name, word in equal.items()):
            writer.writerow([row[name] for name in renamed.values()])
    return page.getvalue().encode()


@pytest.fixture
def house(workshop: Workshop) -> Workshop:
    """The known house, to which training done elsewhere and exceptions were brought."""
    with settled(workshop).work(SYSTEM) as work:
        assert import_completions(work, io.BytesIO(COMPLETED.encode())).created == 2
        assert import_exceptions(work, io.BytesIO(EXCEPTED.encode())).created == 2
        assert import_leaves(work, io.BytesIO(LEFT.encode())).created == 1
    return workshop


def test_completions_that_come_back_say_what_is_there_already(house: Workshop) -> None:
    names = ("worker_id", "course", "document", "score_percent")
    renamed = {**{name: name for name in names}, "completed_at": "completed_on"}
    content = columns_of(taken(house, "completions", Form.CSV, NOW), renamed, kind="external")
    lines = content.decode().splitlines()
    approved = "\r\n".join([f"{lines[0]},approved_by", *(f"{one},W-010" for one in lines[1:])])

    with house.work(SYSTEM) as work:
        again = import_completions(work, io.BytesIO(approved.encode()))

    assert again.problems == ()
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)


def test_exceptions_and_leaves_that_come_back_say_what_is_there_already(house: Workshop) -> None:
    report = taken(house, "exceptions", Form.CSV, NOW)
    names = ("kind", "worker_id", "requirement", "decided_on", "from_on", "to_on")
    same = {name: name for name in (*names, "approved_by", "reason")}

    with house.work(SYSTEM) as work:
        for kind in ("waiver", "extension"):
            content = columns_of(report, same, kind=kind)
            again = import_exceptions(work, io.BytesIO(content))
            assert again.problems == ()
            assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
        leave = {"worker_id": "worker_id", "first_day_away": "from_on"}
        back = import_leaves(work, io.BytesIO(columns_of(report, leave, kind="leave")))
        assert back.problems == ()
        assert back.created == 0


def test_a_workbook_holds_what_was_typed_without_the_guard_of_the_csv(house: Workshop) -> None:
    told = csv_table(taken(house, "exceptions", Form.CSV, NOW))
    sheet = xlsx_sheets(taken(house, "exceptions", Form.XLSX, NOW))["Rows"]

    assert sheet == told
    at = told[0].index("reason")
    assert {row[at] for row in sheet[1:]} >= {"=SUM(A1) \u2013 Ünal", "'quoted"}
