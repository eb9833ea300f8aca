"""A worker's day is the same day, in the same words, wherever it is told."""

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Final

from lms.kernel.access import Role
from tests.builders import WORKER, an_actor
from tests.pages.classroom import AUDITOR, HOME, Classroom, a_classroom, text_of

classroom = a_classroom
REPORT: Final = "/training/reports/standing"
OFFICER: Final = an_actor(Role.OFFICER)


def on_paper(pdf: bytes, folder: Path) -> str:
    """Read what stands on a certificate with a reader that is not ours."""
    file = folder / "certificate.pdf"
    file.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())


def row_of(classroom: Classroom, form: str) -> dict[str, str]:
    """Take the standing of the worker as a file."""
    sent = classroom.open(f"{REPORT}.{form}").text
    rows = json.loads(sent) if form == "json" else list(csv.DictReader(io.StringIO(sent)))
    (row,) = (one for one in rows if one["worker_id"] == WORKER.id)
    return dict(row)


def test_page_paper_and_files_tell_one_day_and_one_sentence(
    classroom: Classroom, tmp_path: Path
) -> None:
    number = classroom.pass_quiz()
    home = text_of(classroom.open(HOME).text)
    certificate = text_of(classroom.open(f"/training/certificates/{number}").text)
    paper = on_paper(classroom.open(f"/training/certificates/{number}.pdf").data, tmp_path)
    checked = text_of(classroom.open(f"/training/verify/{number}").text)
    classroom.sit_down(AUDITOR)
    rows = [row_of(classroom, form) for form in ("csv", "json")]
    classroom.sit_down(OFFICER)
    person = text_of(classroom.open(f"/training/people/{WORKER.id}").text)

    told = {row["valid_through"] for row in rows}
    (why,) = {row["why"] for row in rows}
    assert told == {"2027-01-31"}
    assert why.startswith("Valid through 31 Jan 2027: ")
    assert why in home
    assert why in person
    day = "31 January 2027"
    assert [day in channel for channel in (certificate, paper, checked)] == [True, True, True]
