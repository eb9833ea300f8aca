"""Secrets that let their bearer in."""

from base64 import urlsafe_b64decode
from hashlib import sha256

from lms.accounts.tokens import digest_of, new_token


def test_a_token_is_256_bits_and_no_two_are_alike() -> None:
    tokens = {new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert {len(urlsafe_b64decode(token + "=")) for token in tokens} == {32}


def test_what_is_kept_of_a_token_is_its_sha256() -> None:
    assert digest_of("abc") == sha256(b"abc").hexdigest()


def test_a_token_somebody_made_up_costs_no_more_than_a_real_one() -> None:
    assert digest_of("x" * 10_000_000) == digest_of("x" * 128)
    assert len(digest_of("\udc80")) == 64
