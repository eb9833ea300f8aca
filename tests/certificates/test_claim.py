"""What a certificate claims is signed whole, and read back only if nothing of it is another."""

import json
from dataclasses import replace
from datetime import date

import pytest

from lms.certificates.claim import NotSound, key_of, read_record, recorded
from tests.certificates.samples import CLAIM, KEY

RECORD = recorded(CLAIM, KEY.sign)
CHECK = KEY.public.verify


def test_a_claim_is_read_back_as_it_was_made() -> None:
    lasting = replace(CLAIM, valid_through=None, corrects="P2L-0000-0000-0000-0000")

    assert read_record(RECORD, CHECK) == CLAIM
    assert read_record(recorded(lasting, KEY.sign), CHECK) == lasting
    assert key_of(RECORD) == KEY.id


def test_anybody_can_check_a_claim_by_hand() -> None:
    told = json.loads(RECORD)["claim"]
    by_hand = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert CLAIM.stated == b"part2-lms certificate 1\n" + by_hand.encode()
    assert (told["completed_on"], told["agreements"]) == ("2026-03-05", [])


def test_no_byte_of_a_record_can_be_another() -> None:
    for at in range(len(RECORD)):
        changed = bytearray(RECORD)
        changed[at] ^= 1
        with pytest.raises(NotSound):
            read_record(bytes(changed), CHECK)


@pytest.mark.parametrize(
    "record",
    [b"", b"{}", b"[]", b"null", b'{"claim":{},"signature":""}', b"[" * 100_000, RECORD + b" "],
)
def test_what_is_no_record_is_refused(record: bytes) -> None:
    with pytest.raises(NotSound, match="its record"):
        read_record(record, lambda _content, _signature: True)


def test_a_signature_of_another_kind_is_none_of_a_claim() -> None:
    bare = CLAIM.stated.partition(b"\n")[2]
    record = recorded(CLAIM, lambda _: KEY.sign(bare))

    with pytest.raises(NotSound, match="not as it was signed"):
        read_record(record, CHECK)


def test_a_claim_about_another_day_is_another_claim() -> None:
    other = recorded(replace(CLAIM, valid_through=date(2028, 3, 5)), KEY.sign)

    assert read_record(other, CHECK).valid_through == date(2028, 3, 5)
    assert json.loads(other)["signature"] != json.loads(RECORD)["signature"]
