"""A transcript says everything its holder completed, signed, also after they have left."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from lms.actions.certificates.revoke_certificate import Revoking, revoke_certificate
from lms.certificates.model import Cause
from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM, Role
from lms.kernel.ids import CertificateNumber, WorkerId
from lms.kernel.outgoing.mail.store import due_letters
from lms.kernel.outgoing.mail.tables import LetterRow
from lms.people.store import record_workers
from lms.reports.verifying.files import verified
from lms.reports.verifying.verdict import Keys, Verdict
from tests.builders import NOON, WORKER, StillClock, an_actor
from tests.certificates.test_conformance import verdicts
from tests.pages.classroom import Classroom, a_classroom, a_host, text_of

classroom = a_classroom
OWN = "/training/transcript.pdf"
OFFER = f"/training/people/{WORKER.id}/transcript"
OFFICER = an_actor(Role.OFFICER)


def checked(classroom: Classroom, content: bytes) -> Verdict:
    """What `part2-lms verify` finds out with the public keys alone."""
    keys: Keys = {one.public.id: one for one in classroom.workshop.keys.known()}
    return verified(content, keys, NOON.date())


def pdf_text(content: bytes) -> str:
    """The words on paper."""
    words = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return re.sub(r"\s+", " ", " ".join(words))


def link_for(classroom: Classroom) -> str:
    """A link that the officer makes, as a path."""
    classroom.sit_down(OFFICER)
    told = {"csrf_token": token(classroom, OFFER)}
    page = classroom.client.post(OFFER, data=told).text
    found: list[str] = re.findall(r'href="https?://[^/"]+(/[^"]*transcript/[^"]+)"', page)
    return found[0]


def test_one_click_takes_it_and_anybody_can_check_it(classroom: Classroom) -> None:
    number = classroom.pass_quiz()
    assert f'href="{OWN}"' in classroom.open("/training/").text

    answer = classroom.open(OWN)
    verdict = checked(classroom, answer.data)
    words = pdf_text(answer.data)

    assert answer.headers["Content-Disposition"] == 'attachment; filename="transcript.pdf"'
    assert verdict.genuine
    assert verdict.sentence.startswith(f"transcript of {WORKER.name} (W-001), issued by")
    assert verdict.sentence.endswith("on 2026-01-31: 1 completion.")
    assert "Answering callers, version 1" in words
    assert number in re.sub(r"\s", "", words)
    assert "31 Jan 2027" in words


def test_the_file_is_tagged_and_says_what_it_is(classroom: Classroom) -> None:
    classroom.pass_quiz()

    with pikepdf.open(BytesIO(classroom.open(OWN).data)) as pdf:
        assert str(pdf.Root.Lang) == "en-US"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title) == f"Training transcript of {WORKER.name}"
        assert str(pdf.Root.AcroForm.Fields[0].TU).startswith("Digital signature of")
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        assert [int(one) for one in numbers[::2]] == list(range(len(pdf.pages) + 1))


def test_it_conforms_to_the_standards_for_everybody_and_for_ever(
    classroom: Classroom, tmp_path: Path
) -> None:
    classroom.pass_quiz()

    told = verdicts(tmp_path, {"signed": classroom.open(OWN).data})

    assert told == {"signed": ["PASS ua1 it", "PASS 3a it"]}


def test_any_other_byte_or_a_foreign_key_is_found(classroom: Classroom) -> None:
    classroom.pass_quiz()
    content = classroom.open(OWN).data
    places = [*range(0, len(content), len(content) // 60), content.index(b'"holder"')]

    for at in places:
        changed = bytearray(content)
        changed[at] ^= 1
        assert not checked(classroom, bytes(changed)).genuine, at
    assert "foreign key" in verified(content, {}, NOON.date()).sentence


def test_a_revoked_certificate_is_not_told_as_one_that_counts(classroom: Classroom) -> None:
    number = CertificateNumber(classroom.pass_quiz())
    with classroom.workshop.work(SYSTEM) as work:
        approver = replace(WORKER, id=WorkerId("W-009"), name="Orrin Pike")
        record_workers(work.session, [approver], NOON, NOON.date(), "test")
        revoking = Revoking(
            number=number,
            cause=Cause.IN_ERROR,
            approved_by=approver.id,
            reason="It shows another course",
            document="",
        )
        revoke_certificate(work, revoking)

    assert "not to be relied on" in pdf_text(classroom.open(OWN).data)


def test_whoever_left_takes_it_once_by_a_link(classroom: Classroom) -> None:
    classroom.pass_quiz()
    gone = replace(WORKER, ended_on=NOON.date())
    with classroom.workshop.work(SYSTEM) as work:
        record_workers(work.session, [gone], NOON, NOON.date(), "test")
    path = link_for(classroom)
    classroom.sit_down(None)

    assert classroom.open(path).status_code == 200
    assert classroom.open(path).status_code == 200
    taken = classroom.client.post(path, data={"csrf_token": token(classroom, path)})
    again = classroom.open(path)

    assert checked(classroom, taken.data).genuine
    assert again.status_code == 404
    assert "This link has been used" in text_of(again.text)
    with classroom.workshop.look(SYSTEM) as work:
        kinds = set(work.session.scalars(select(EntryRow.what)))
    assert {"TranscriptOffered", "TranscriptTaken"} <= kinds


def test_a_link_ends_by_itself_and_by_a_newer_one(classroom: Classroom) -> None:
    old, new = link_for(classroom), link_for(classroom)
    classroom.sit_down(None)

    assert classroom.open(old).status_code == 404
    assert classroom.open(new).status_code == 200
    classroom.clock.forward(days=14)
    assert classroom.open(new).status_code == 404


@pytest.fixture
def mailing(database_url: str, tmp_path: Path, clock: StillClock) -> Iterator[Classroom]:
    """A host that sends mail."""
    with a_host(database_url, tmp_path, clock, LMS_SMTP_URL="smtp://127.0.0.1:9") as room:
        yield room


def test_where_mail_is_sent_the_link_goes_to_whom_the_officer_names(mailing: Classroom) -> None:
    mailing.pass_quiz()
    mailing.sit_down(OFFICER)
    assert f'value="{WORKER.email}"' in mailing.open(OFFER).text
    form = {"csrf_token": token(mailing, OFFER), "to": "not an address"}
    wrong = mailing.client.post(OFFER, data=form).text
    sent = mailing.client.post(OFFER, data=form | {"to": "home@example.org"}).text
    with mailing.workshop.look(SYSTEM) as work:
        letters = due_letters(work.session, work.now)
        words = work.session.scalars(select(LetterRow.words)).one()
    (path,) = re.findall(r"https?://[^/]+(/\S*transcript/\S+)", words)

    assert "“not an address” is no email address." in wrong
    assert "to home@example.org, and works until Saturday 14 February 2026." in text_of(sent)
    assert [(one.recipient, one.subject) for one in letters] == [
        ("home@example.org", "Your training transcript from Alder Quay Billing")
    ]
    assert "until 14 Feb 2026" in words
    mailing.sit_down(None)
    taken = mailing.client.post(path, data={"csrf_token": token(mailing, path)})
    assert checked(mailing, taken.data).genuine


def test_where_no_mail_is_sent_no_address_is_asked_for(classroom: Classroom) -> None:
    classroom.sit_down(OFFICER)

    assert 'name="to"' not in classroom.open(OFFER).text


@pytest.mark.parametrize("role", [Role.WORKER, Role.MANAGER, Role.AUDITOR, Role.ADMIN])
def test_nobody_but_an_officer_makes_a_link(classroom: Classroom, role: Role) -> None:
    classroom.sit_down(an_actor(role))

    assert classroom.open(OFFER).status_code == 403


@pytest.mark.parametrize("token", ["x", "%00", "a" * 3000, "..%2f..%2fsecret"])
def test_what_was_never_given_out_opens_nothing(classroom: Classroom, token: str) -> None:
    classroom.sit_down(None)

    assert classroom.open(f"/training/transcript/{token}").status_code == 404


def token(classroom: Classroom, path: str) -> str:
    """The token in the form of a page."""
    return classroom.open(path).text.partition('name="csrf_token" value="')[2].partition('"')[0]
