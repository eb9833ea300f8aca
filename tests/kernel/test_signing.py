"""Signatures: whoever has the public key checks them, with other people's programs too."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.signing import PublicKey, SigningKey

KEY = SigningKey.from_seed(bytes(range(32)))
OTHER = SigningKey.from_seed(bytes(32))
COMMENT = "timestamp:1769860800\tfile:pack.zip"


@given(st.binary(), st.data())
def test_a_signature_holds_for_its_bytes_and_no_others(
    content: bytes, data: st.DataObject
) -> None:
    signature = KEY.sign(content)
    at = data.draw(st.integers(0, len(signature) * 8 - 1))
    changed = bytearray(signature)
    changed[at // 8] ^= 1 << at % 8

    assert KEY.public.verify(content, signature)
    assert not KEY.public.verify(content, bytes(changed))
    assert not KEY.public.verify(content + b"\0", signature)
    assert not OTHER.public.verify(content, signature)


@pytest.mark.parametrize("signature", [b"", b"short", bytes(64), bytes(65)])
def test_what_is_no_signature_is_not_believed(signature: bytes) -> None:
    assert not KEY.public.verify(b"content", signature)


def test_a_key_is_read_back_from_each_of_its_forms() -> None:
    assert PublicKey.read(KEY.public.pem) == KEY.public
    assert PublicKey.read(KEY.public.minisign_public) == KEY.public
    assert SigningKey.read(KEY.pem).public == KEY.public
    assert KEY.id == KEY.public.id == "56475aa75463474c"


@pytest.mark.parametrize("text", ["", "a key", "RWQ=", "-----BEGIN PUBLIC KEY-----\nAA==\n"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PublicKey.read(text)
    with pytest.raises(ValueError, match=r".+"):
        SigningKey.read(text.encode())


def test_a_secret_is_not_shown() -> None:
    assert "PRIVATE" in KEY.pem.decode()
    assert repr(KEY) == "SigningKey()"


def minisign(folder: Path, content: bytes) -> tuple[int, str]:
    """Ask Debian's program of the signature in a folder; return its status and what it says."""
    (folder / "pack.zip").write_bytes(content)
    words = ["minisign", "-V", "-p", "key.pub", "-m", "pack.zip"]
    said = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    return said.returncode, said.stdout + said.stderr


def test_anybody_checks_a_file_with_minisign(tmp_path: Path) -> None:
    (tmp_path / "key.pub").write_text(KEY.public.minisign_public)
    (tmp_path / "pack.zip.minisig").write_text(KEY.minisign_signature(b"pack", COMMENT))

    status, said = minisign(tmp_path, b"pack")

    assert status == 0
    assert "Signature and comment signature verified" in said
    assert COMMENT in said
    assert minisign(tmp_path, b"pact")[0] == 1
    (tmp_path / "key.pub").write_text(OTHER.public.minisign_public)
    status, said = minisign(tmp_path, b"pack")
    assert status == 1
    assert KEY.id.upper() in said


def test_a_signature_file_is_checked_without_minisign_too() -> None:
    text = KEY.minisign_signature(b"pack", COMMENT)

    assert KEY.public.trusted_comment(b"pack", text) == COMMENT
    assert KEY.public.trusted_comment(b"pact", text) is None
    assert KEY.public.trusted_comment(b"pack", text.replace("1769860800", "1769860801")) is None
    assert OTHER.public.trusted_comment(b"pack", text) is None
    assert KEY.public.trusted_comment(b"pack", "nothing\nof\nthe\nkind") is None


def test_a_comment_of_two_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="one line"):
        KEY.minisign_signature(b"pack", "one\ntwo")
