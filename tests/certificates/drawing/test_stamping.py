"""An authority stamps the time of a signature, if it can; if not, nothing waits for it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lms.certificates.drawing import stamping as module
from lms.certificates.drawing.document import FIELD
from lms.certificates.drawing.sealing import Asked, sealed
from lms.certificates.drawing.stamping import NoTimeStamp, stamper_at
from lms.certificates.pdf import render
from lms.kernel.keyring import KnownKey
from lms.reports.verifying.files import verified
from lms.reports.verifying.verdict import Verdict
from tests.builders import NOON
from tests.certificates.samples import CLAIM, KEY, PLAIN, signed
from tests.certificates.sealing import DOCUMENT_KEY, tool
from tests.servers.stamps import stamping

DRAWN = render(signed(PLAIN, replace(CLAIM, document_certificates=DOCUMENT_KEY.thumbprints)))


@pytest.fixture(autouse=True)
def _strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KNOWN", {})
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 60)  # on a machine with much else to do


def check(content: bytes) -> Verdict:
    return verified(content, {KEY.id: KnownKey(KEY.public, date.min)}, date(2026, 6, 1))


def test_a_stamped_certificate_is_genuine_and_says_when_it_was_stamped(tmp_path: Path) -> None:
    with stamping(tmp_path / "tsa") as address:
        content = sealed(DRAWN, DOCUMENT_KEY, Asked(FIELD, NOON, stamper_at(address)))
    (tmp_path / "stamped.pdf").write_bytes(content)

    verdict = check(content)

    assert verdict.genuine
    assert any(note.startswith("Its time was stamped by an authority: ") for note in verdict.notes)
    said = tool("pdfsig", "-nocert", str(tmp_path / "stamped.pdf"))
    assert "Signature is Valid." in said


def test_a_changed_byte_of_a_stamped_signature_is_found(tmp_path: Path) -> None:
    with stamping(tmp_path / "tsa") as address:
        content = sealed(DRAWN, DOCUMENT_KEY, Asked(FIELD, NOON, stamper_at(address)))
    start = content.rindex(b"/Contents <") + len(b"/Contents <")
    for at in (start + 300, start + 1500, start + 2500, content.rindex(b"/ByteRange") - 20):
        changed = bytearray(content)
        changed[at] = ord("0") if changed[at] != ord("0") else ord("1")
        assert not check(bytes(changed)).genuine


def test_one_that_refuses_is_told_and_left_in_peace_for_a_while(tmp_path: Path) -> None:
    with stamping(tmp_path / "tsa", willing=False) as address:
        with pytest.raises(NoTimeStamp, match="503"):
            sealed(DRAWN, DOCUMENT_KEY, Asked(FIELD, NOON, stamper_at(address)))
        with pytest.raises(NoTimeStamp, match="a short while ago"):
            stamper_at(address)


def test_one_that_is_not_there_is_told() -> None:
    with pytest.raises(NoTimeStamp, match="refused"):
        sealed(DRAWN, DOCUMENT_KEY, Asked(FIELD, NOON, stamper_at("http://127.0.0.1:9/")))
