"""A certificate is drawn once, and its bytes are the same for ever; or nothing happens at all."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from lms.certificates.store import certificate_of, certificates_held
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Refused, Unavailable
from lms.kernel.work import Workshop
from lms.reports.verifying.files import verified
from tests.actions.school import TAKER, School, open_school, take_on
from tests.builders import NOON, ORGANIZATION, WORKER, StillClock, a_worker
from tests.courses.tiny import COVER, TINY, changed
from tests.evidence.told import statement

NO_FONT = "Tova \N{CJK UNIFIED IDEOGRAPH-6C34}"


def test_what_was_issued_is_what_is_stored_and_what_the_ledger_binds(school: School) -> None:
    number = school.complete().certificate
    assert number is not None

    with school.workshop.look(TAKER) as work:
        issued = certificate_of(work.session, number)
        content = school.workshop.files.read(issued.sha256)
        assert certificates_held(work.session, WORKER.id) == [issued]
        (*_, last) = entries(work.session)
    (completion,) = school.completions()
    assert (issued.completion_id, issued.holder, issued.course) == (
        completion.id,
        WORKER.name,
        TINY,
    )
    assert (issued.size, issued.issued_at) == (len(content), NOON)
    assert content.startswith(b"%PDF-")
    assert sha256(content).hexdigest() == issued.sha256
    assert statement(last) == {
        "by": TAKER.account,
        "certificate": number,
        "completion": str(completion.id),
        "sha256": issued.sha256,
    }


def test_what_was_issued_is_signed_and_checked_with_nothing_but_the_public_key(
    school: School,
) -> None:
    number = school.complete().certificate
    assert number is not None
    keys = school.workshop.keys
    old = {one.public.id: one for one in keys.known()}
    keys.rotate(date(2027, 1, 1), ORGANIZATION.name)
    with school.workshop.look(TAKER) as work:
        issued = certificate_of(work.session, number)
    content = school.workshop.files.read(issued.sha256)

    verdict = verified(content, old, NOON.date())
    after = verified(content, {one.public.id: one for one in keys.known()}, date(2040, 1, 1))

    assert verdict.genuine
    assert f"certificate {number} of {WORKER.name}, issued by {ORGANIZATION.name}" in (
        verdict.sentence
    )
    assert after.genuine
    assert issued.key_id in old
    assert issued.corrects is None


def test_a_stamp_of_the_time_that_cannot_be_had_stops_nothing_and_the_ledger_says_so(
    school: School,
) -> None:
    keys = replace(school.workshop.keys, stamps_at="http://127.0.0.1:9/")
    without = School(replace(school.workshop, keys=keys))

    number = without.complete().certificate

    assert number is not None
    with school.workshop.look(TAKER) as work:
        issued = certificate_of(work.session, number)
        *_, last = entries(work.session)
    assert school.workshop.files.read(issued.sha256).startswith(b"%PDF-")
    assert (last.what, json.loads(last.statement)["certificate"]) == ("TimeStampMissed", number)


def test_the_certificate_says_who_what_and_when(school: School) -> None:
    number = school.complete().certificate
    with school.workshop.look(TAKER) as work:
        issued = certificate_of(work.session, number) if number else None
    assert issued is not None
    pdf = PdfReader(BytesIO(school.workshop.files.read(issued.sha256)))

    assert pdf.metadata is not None
    assert WORKER.name in str(pdf.metadata.subject)
    assert "{" not in str(pdf.metadata.subject)
    # Some lines are set letter by letter, so spaces say nothing.
    said = "".join("".join(page.extract_text() for page in pdf.pages).split())

    for words in (WORKER.name, "Answering callers", ORGANIZATION.name, str(number), "31 January"):
        assert words.replace(" ", "") in said


def test_the_bytes_stay_when_name_and_course_change(school: School, clock: StillClock) -> None:
    number = school.complete().certificate
    assert number is not None
    with school.workshop.look(TAKER) as work:
        before = certificate_of(work.session, number)
    clock.forward(days=1)
    with school.workshop.work(SYSTEM) as work:
        take_on(work, a_worker(name="Tova Moved"))

    with school.workshop.look(TAKER) as work:
        assert certificate_of(work.session, number) == before
    assert sha256(school.workshop.files.read(before.sha256)).hexdigest() == before.sha256


def refused_whole(school: School, told: type[Exception], words: str) -> None:
    """Hand in and be refused: nothing is half-written, and the paper stays open."""
    attempt = school.begin()
    before = school.counts()
    with pytest.raises(told, match=words):
        school.hand_in(attempt)
    assert school.counts() == before
    assert school.attempt(attempt).grade is None


def test_a_name_that_no_font_can_write_is_told_and_nothing_is_written(
    workshop: Workshop, tmp_path: Path
) -> None:
    school = open_school(workshop, tmp_path, [a_worker(name=NO_FONT)])
    refused_whole(school, Refused, f"The certificate of {NO_FONT} cannot be drawn")

    with workshop.work(SYSTEM) as work:
        take_on(work, WORKER)
    assert school.hand_in(school.start()).certificate is not None


def test_a_name_that_is_too_long_is_told_and_nothing_is_written(
    workshop: Workshop, tmp_path: Path
) -> None:
    school = open_school(workshop, tmp_path, [a_worker(name="Tova " * 60)])

    refused_whole(school, Refused, "cannot be drawn")


def test_a_disk_that_takes_nothing_is_told_and_nothing_is_written(school: School) -> None:
    in_the_way = school.workshop.files.root
    in_the_way.write_bytes(b"no folder")
    refused_whole(school, Unavailable, "could not be stored: the disk is full")

    in_the_way.unlink()
    assert school.hand_in(school.start()).certificate is not None


def test_a_course_title_that_no_font_can_write_is_told_too(
    workshop: Workshop, tmp_path: Path
) -> None:
    title = changed(COVER, "Answering callers", "\N{CJK UNIFIED IDEOGRAPH-6C34}")
    school = open_school(workshop, tmp_path, changes=title)

    refused_whole(school, Refused, "cannot be drawn")
