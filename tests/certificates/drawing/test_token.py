"""A key that lies in a token signs as one in a file does, and its absence is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lms.certificates.drawing.document import FIELD
from lms.certificates.drawing.sealing import Asked, sealed
from lms.certificates.drawing.token import Token
from lms.certificates.pdf import render
from lms.kernel.errors import InvalidSettings, Unavailable
from lms.kernel.keyring import KnownKey
from lms.kernel.outgoing.document_key import DocumentKey
from lms.reports.verifying.files import verified
from lms.settings.opening import own_document_key
from lms.settings.read import Settings, read_settings
from tests.builders import NOON
from tests.certificates.samples import CLAIM, KEY, PLAIN, signed
from tests.certificates.sealing import DOCUMENT_KEY, tool
from tests.servers.token import Card, card


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    """A token that holds the key of the samples."""
    with card(tmp_path_factory.mktemp("token") / "card", DOCUMENT_KEY) as made:
        yield made


def signed_by(token: Card, uri: str = "") -> bytes:
    """A certificate, signed by the key in the token."""
    key = DocumentKey.in_token(token.certificates, uri or token.uri())
    assert key.private == b""
    claim = replace(CLAIM, document_certificates=key.thumbprints)
    return sealed(render(signed(PLAIN, claim)), key, Asked(FIELD, NOON))


def test_what_it_signs_is_genuine_here_and_valid_to_readers_of_pdfs(
    token: Card, tmp_path: Path
) -> None:
    content = signed_by(token)
    (tmp_path / "certificate.pdf").write_bytes(content)

    keys = {KEY.id: KnownKey(KEY.public, date(2026, 1, 1))}
    assert verified(content, keys, NOON.date()).genuine
    said = tool("pdfsig", "-nocert", str(tmp_path / "certificate.pdf"))
    assert "Signature Validation: Signature is Valid." in said
    assert "Signer Certificate Common Name: Harbor Billing Services" in said


def test_many_threads_sign_with_it_one_after_the_other(token: Card) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda _: signed_by(token), range(8)))

    assert all(one.startswith(b"%PDF-") for one in made)


def test_a_token_that_cannot_sign_says_why(token: Card, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("000000")
    for uri, why in (
        (token.uri(token="another"), "no token another is there"),
        (token.uri(label="another"), "'another'"),
        (token.uri(pin=wrong), "its PIN is another"),
        (token.uri(pin=tmp_path / "none"), "cannot be read"),
        (token.uri().replace("libsofthsm2", "libnone"), "did not answer"),
    ):
        with pytest.raises(Unavailable, match=why) as told:
            signed_by(token, uri)
        assert "000000" not in str(told.value)
    assert signed_by(token).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "uri",
    [
        "softhsm",
        "pkcs11:token=house",
        "pkcs11:token=house;object=signing",
        "pkcs11:token=house;object=signing?module-path=lib.so&pin-source=file:/pin",
        "pkcs11:token=house;object=signing?module-path=/lib.so&pin-value=1234",
    ],
)
def test_what_is_no_address_of_a_key_is_refused_at_the_start(
    uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match=r"This names no"):
        Token.read(uri)
    monkeypatch.setenv("LMS_SIGNING_PKCS11", uri)
    with pytest.raises(InvalidSettings, match="LMS_SIGNING_PKCS11 must be pkcs11:"):
        read_settings()


def test_the_settings_lead_to_it_with_its_certificate(token: Card, tmp_path: Path) -> None:
    (tmp_path / "own.pem").write_bytes(token.certificates)
    without = Settings(signing_pkcs11=token.uri())
    told = Settings(signing_pkcs11=token.uri(), signing_certificate=tmp_path / "own.pem")

    assert own_document_key(told) == DocumentKey.in_token(token.certificates, token.uri())
    with pytest.raises(InvalidSettings, match="with the certificate in the PEM file"):
        own_document_key(without)
