"""A certificate stays byte for byte what was issued, for its holder and who may see them."""

from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from lms.kernel.access import Role
from tests.builders import an_actor
from tests.pages.classroom import AUDITOR, SOMEBODY_ELSE, Classroom, a_classroom, text_of

classroom = a_classroom


def test_the_holder_sees_what_the_certificate_says(classroom: Classroom) -> None:
    number = classroom.pass_quiz()

    page = classroom.open(f"/training/certificates/{number}").text

    said = text_of(page)
    assert f"Certificate {number} Tova Lindqvist completed Answering callers on Saturday" in said
    assert "Valid through 31 January 2027" in said
    assert "Completed Saturday 31 January 2026, New York time Score 100 %" in said
    assert "It does not certify legal compliance." in said


def test_the_file_is_what_was_issued_however_often_it_is_taken(classroom: Classroom) -> None:
    number = classroom.pass_quiz()
    path = f"/training/certificates/{number}.pdf"

    first = classroom.open(path)
    classroom.clock.forward(days=400)
    second = classroom.open(f"{path}?download")

    assert first.content_type == "application/pdf"
    assert first.data == second.data
    assert first.data.startswith(b"%PDF-")
    assert first.headers["ETag"] == f'"{sha256(first.data).hexdigest()}"'
    assert first.headers["Content-Disposition"] == f'inline; filename="{number}.pdf"'
    assert second.headers["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_a_browser_that_has_the_file_is_not_sent_it_again(classroom: Classroom) -> None:
    path = f"/training/certificates/{classroom.pass_quiz()}.pdf"
    tag = classroom.open(path).headers["ETag"]

    again = classroom.client.get(path, headers={"If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")


def test_a_certificate_is_shown_to_nobody_else_but_those_who_may_see_its_holder(
    classroom: Classroom,
) -> None:
    path = f"/training/certificates/{classroom.pass_quiz()}"
    stranger_manager = an_actor(Role.MANAGER, worker="W-002")

    seen = {}
    for name, actor in (
        ("auditor", AUDITOR),
        ("another worker", SOMEBODY_ELSE),
        ("a manager of others", stranger_manager),
        ("nobody", None),
    ):
        classroom.sit_down(actor)
        seen[name] = (classroom.open(path).status_code, classroom.open(f"{path}.pdf").status_code)

    assert seen == {
        "auditor": (200, 200),
        "another worker": (404, 404),
        "a manager of others": (404, 404),
        "nobody": (401, 401),
    }


def test_a_number_that_was_never_issued_is_not_found(classroom: Classroom) -> None:
    assert classroom.open("/training/certificates/P2L-0000-0000-0000-0000").status_code == 404
    assert classroom.open("/training/certificates/P2L-0000-0000-0000-0000.pdf").status_code == 404


def test_all_certificates_that_count_are_taken_at_once_by_whoever_takes_reports(
    classroom: Classroom,
) -> None:
    number = classroom.pass_quiz()
    path = "/training/reports/certificates.zip"
    assert classroom.open(path).status_code == 403

    classroom.sit_down(AUDITOR)
    assert "Of all certificates, 1 count on 31 January 2026." in text_of(
        classroom.open("/training/reports/").text
    )
    sent = classroom.open(path)

    assert sent.content_type == "application/zip"
    assert 'filename="certificates-2026-01-31.zip"' in sent.headers["Content-Disposition"]
    with ZipFile(BytesIO(sent.data)) as archive:
        assert f"certificates/{number}.pdf" in archive.namelist()
        assert archive.testzip() is None
    assert classroom.open(f"{path}?team=Nowhere").status_code == 422
