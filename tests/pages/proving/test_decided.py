"""Officers revoke and correct certificates; whoever checks them is told."""

import re
from io import BytesIO

import pytest

from lms.kernel.access import SYSTEM, Role
from lms.kernel.ids import WorkerId
from lms.people.store import record_workers
from tests.builders import NOON, WORKER, a_worker, an_actor
from tests.pages.classroom import AUDITOR, Classroom, a_classroom, text_of

classroom = a_classroom
OFFICER = an_actor(Role.OFFICER, worker=WorkerId("W-900"))


@pytest.fixture
def place(classroom: Classroom) -> str:
    """The address of a certificate, and an officer at the browser."""
    number = classroom.pass_quiz()
    with classroom.workshop.work(SYSTEM) as work:
        approver = a_worker(id="W-900", name="Orrin Pike")
        record_workers(work.session, [approver], NOON, WORKER.hired_on, "test")
    classroom.sit_down(OFFICER)
    return f"/training/certificates/{number}"


def test_an_officer_revokes_and_everybody_is_told_why_in_fixed_words(
    classroom: Classroom, place: str
) -> None:
    assert f'href="{place}/revoke"' in classroom.open(place).text
    form = classroom.open(f"{place}/revoke").text
    assert "Revoke this certificate" in text_of(form)

    missing = classroom.send(f"{place}/revoke", {"approved_by": "W-900"})
    fields = {"cause": "issued_in_error", "reason": "a private matter", "approved_by": "W-900"}
    done = classroom.send(f"{place}/revoke", fields)

    assert missing.status_code == 422
    assert "Say in a few words why it is revoked." in missing.text
    assert "Choose what anybody who checks it is told." in missing.text
    assert (done.status_code, done.location) == (303, place)
    assert "Revoked" in text_of(classroom.open(place).text)
    assert f'href="{place}/revoke"' not in classroom.open(place).text
    classroom.sit_down(None)
    public = text_of(classroom.open(place.replace("certificates", "verify")).text)
    assert "This certificate was issued here, and was revoked." in public
    assert "It was issued in error. Do not rely on it." in public
    assert "private" not in public


def test_an_officer_corrects_a_name_and_the_old_number_leads_to_the_new(
    classroom: Classroom, place: str
) -> None:
    assert f"It says: {WORKER.name}" in text_of(classroom.open(f"{place}/correct").text)
    fields = {"holder": "Tova Lindquist", "reason": "misspelt", "approved_by": "W-900"}
    done = classroom.send(f"{place}/correct", fields)

    new = done.location.rpartition("/")[2]
    assert done.status_code == 303
    assert "Tova Lindquist completed" in text_of(classroom.open(done.location).text)
    assert f"Certificate {new}" in text_of(classroom.open(place).text)
    classroom.sit_down(None)
    public = classroom.open(place.replace("certificates", "verify")).text
    assert f"Corrected by {new}" in text_of(public)
    assert f'href="/training/verify/{new}"' in public
    assert "Tova" not in public


def test_a_name_that_cannot_be_drawn_is_told_at_its_field(
    classroom: Classroom, place: str
) -> None:
    fields = {"holder": "Tova 水", "reason": "misspelt", "approved_by": "W-900"}
    refused = classroom.send(f"{place}/correct", fields)

    assert refused.status_code == 422
    assert 'id="f-holder-error"' in refused.text


def test_nobody_else_decides(classroom: Classroom, place: str) -> None:
    for actor in (AUDITOR, an_actor(), an_actor(Role.MANAGER)):
        classroom.sit_down(actor)
        assert f"{place}/revoke" not in classroom.open(place).text
        assert classroom.open(f"{place}/revoke").status_code == 403
    classroom.sit_down(an_actor())
    assert classroom.send(f"{place}/correct", {"holder": "X"}).status_code == 403


def compare(classroom: Classroom, content: bytes) -> tuple[int, str]:
    """Compare a file with what was issued, as anybody."""
    classroom.sit_down(None)
    page = classroom.open("/training/verify").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    fields = {"csrf_token": token[1], "file": (BytesIO(content), "certificate.pdf")}
    answer = classroom.client.post("/training/verify", data=fields)
    return answer.status_code, text_of(answer.text)


def test_anybody_compares_a_file_with_what_was_issued(classroom: Classroom, place: str) -> None:
    number = place.rpartition("/")[2]
    content = classroom.open(f"{place}.pdf").data

    status, said = compare(classroom, content)
    assert status == 200
    assert "byte for byte, the one that was issued" in said
    assert "it counts today" in said

    status, said = compare(classroom, content + b" ")
    assert status == 404
    assert "This file is not, byte for byte, one that was issued here" in said
    assert f"It says that it is {number}" in said

    assert compare(classroom, b"something else")[0] == 404
    status, said = compare(classroom, b"")
    assert status == 422
    assert "Choose the file of the certificate" in said
