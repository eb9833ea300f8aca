"""The text of a symbol is enough to check a printed certificate, with no network."""

from datetime import date

from lms.kernel.keyring import KnownKey
from lms.reports.verifying.files import verified
from tests.certificates.samples import CLAIM, KEY, PLAIN

KEYS = {KEY.id: KnownKey(KEY.public, date.min)}
TEXT = f"{PLAIN.verify_url}#{PLAIN.letters}\n".encode()


def test_what_a_camera_read_is_genuine_and_says_what_to_compare() -> None:
    verdict = verified(TEXT, KEYS, date(2026, 6, 1))

    assert verdict.genuine
    assert f"{CLAIM.number} of {CLAIM.holder}: part2-core, version 3" in verdict.sentence
    assert "Compare these words with what is printed" in verdict.notes[-1]


def test_an_altered_text_and_a_foreign_key_are_told() -> None:
    altered = TEXT.replace(b"HB6N#", b"HB6P#")

    assert verified(altered, KEYS, date(2026, 6, 1)).sentence == (
        "its words are not as they were signed."
    )
    assert "foreign key" in verified(TEXT, {}, date(2026, 6, 1)).sentence
