"""A certificate's file is genuine to the last byte, or it is said what is broken."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from lms.certificates.drawing.document import FIELD
from lms.certificates.drawing.sealing import Asked, sealed
from lms.certificates.pdf import render
from lms.kernel.keyring import KnownKey
from lms.kernel.outgoing.document_key import DocumentKey
from lms.kernel.signing import SigningKey
from lms.reports.verifying.files import verified
from lms.reports.verifying.verdict import Keys, Verdict
from tests.builders import NOON
from tests.certificates.samples import CLAIM, KEY, PLAIN, signed
from tests.certificates.sealing import DOCUMENT_KEY, issued

TODAY = date(2026, 6, 1)
KEYS: Keys = {KEY.id: KnownKey(KEY.public, date(2026, 1, 1))}
GENUINE = issued()


def check(content: bytes, keys: Keys = KEYS, today: date = TODAY) -> Verdict:
    return verified(content, keys, today)


def test_a_genuine_certificate_says_whose_it_is_and_how_long_it_is_valid() -> None:
    verdict = check(GENUINE)

    assert verdict.genuine
    assert f"certificate {CLAIM.number} of {CLAIM.holder}" in verdict.sentence
    assert "completed on 2026-03-05" in verdict.sentence
    assert verdict.notes == (
        "It is valid through 2027-03-05, if nothing followed or revoked it since.",
    )


def test_one_whose_time_is_over_is_still_genuine_and_says_so() -> None:
    verdict = check(GENUINE, today=date(2027, 3, 6))

    assert verdict.genuine
    assert verdict.notes[0].startswith("It was valid through 2027-03-05: its time is over")
    assert check(GENUINE, today=date(2027, 3, 5)).notes[0].startswith("It is valid")


def test_what_it_corrects_and_that_it_is_a_demonstration_is_said() -> None:
    claim = replace(CLAIM, corrects="P2L-0000-0000-0000-0000", demonstration=True)
    notes = check(issued(replace(PLAIN, demonstration=True), claim)).notes

    assert "It corrects certificate P2L-0000-0000-0000-0000." in notes
    assert "It is a demonstration, and no record of training." in notes


def test_it_is_signed_and_checked_also_where_an_event_loop_runs_already() -> None:
    async def in_a_loop() -> bool:
        return check(issued()).genuine

    with ThreadPoolExecutor(1) as thread:  # a browser of other tests may have a loop in this one
        assert thread.submit(asyncio.run, in_a_loop()).result()


def unnoticed(places: Iterable[int]) -> list[int]:
    """Turn one bit at each place, and return the places where nobody noticed."""
    found = []
    for at in places:
        changed = bytearray(GENUINE)
        changed[at] ^= 1 << at % 7
        if check(bytes(changed)).genuine:
            found.append(at)
    return found


def test_a_changed_byte_anywhere_in_the_file_is_found() -> None:
    signature = range(GENUINE.rindex(b"/Contents <"), len(GENUINE), 97)
    record = range(GENUINE.index(b'{"claim":'), GENUINE.index(b'"signature":'), 131)

    assert unnoticed([*range(0, len(GENUINE), 1999), *signature, *record]) == []


@pytest.mark.deep
def test_a_changed_byte_at_every_place_of_the_file_is_found() -> None:
    assert unnoticed(range(len(GENUINE))) == []


@pytest.mark.parametrize("more", [b" ", b"\n% one more line\n", GENUINE[-600:]])
def test_what_is_added_or_cut_off_at_the_end_is_found(more: bytes) -> None:
    assert not check(GENUINE + more).genuine
    assert not check(GENUINE[: -len(more)]).genuine


def test_a_file_that_another_program_wrote_anew_is_found() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(GENUINE)) as pdf:
        pdf.save(out)

    assert not check(out.getvalue()).genuine


def test_a_certificate_signed_with_a_foreign_key_is_told_by_the_keys_id() -> None:
    foreign = SigningKey.from_seed(bytes(32))
    verdict = check(GENUINE, {foreign.id: KnownKey(foreign.public, date.min)})

    assert not verdict.genuine
    assert verdict.sentence == (
        f"it is signed with a foreign key, {KEY.id} (trusted: {foreign.id})."
    )
    assert "trusted: none" in check(GENUINE, {}).sentence


@pytest.mark.parametrize(
    "known",
    [
        KnownKey(KEY.public, date(2026, 3, 6)),
        KnownKey(KEY.public, date(2026, 1, 1), date(2026, 3, 4)),
    ],
)
def test_a_certificate_dated_when_its_key_did_not_sign_is_not_believed(known: KnownKey) -> None:
    verdict = check(GENUINE, {KEY.id: known})

    assert not verdict.genuine
    assert "did not sign on that day" in verdict.sentence


def test_a_true_record_in_a_file_that_somebody_else_drew_and_signed_is_found() -> None:
    claim = replace(CLAIM, document_certificates=DOCUMENT_KEY.thumbprints)
    forged = render(replace(signed(PLAIN, claim), holder="Somebody Else"))
    theirs = DocumentKey.new("Harbor Billing Services", NOON.date())

    verdict = check(sealed(forged, theirs, Asked(FIELD, NOON)))

    assert not verdict.genuine
    assert verdict.sentence == "its record belongs to another file."


def test_a_certificate_without_signature_or_record_is_told_as_such() -> None:
    bare = sealed(render(replace(PLAIN, record=b"", letters="")), DOCUMENT_KEY, Asked(FIELD, NOON))

    assert check(render(PLAIN)).sentence == "it carries no signature."
    assert not check(bare).genuine


@pytest.mark.parametrize("content", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"PK\3\4", b"hello"])
def test_what_is_no_certificate_at_all_is_told_in_a_sentence(content: bytes) -> None:
    verdict = check(content)

    assert not verdict.genuine
    assert verdict.sentence.endswith(".")
