"""A pack in which one byte was changed, one file removed or added, is broken, and says which."""

import io
import zipfile
from collections.abc import Callable

import pytest

from lms.kernel.keyring import KnownKey
from lms.kernel.outgoing.bag import MINISIG, TAGS
from lms.kernel.signing import SigningKey
from lms.kernel.work import Workshop
from lms.reports.verifying.files import verified
from lms.reports.verifying.verdict import Keys, Verdict
from tests.reports.agreement.pack.house import NUMBER, house, packed
from tests.reports.house import TODAY

Alter = Callable[[str, bytes], bytes | None]


@pytest.fixture
def pack(workshop: Workshop) -> tuple[bytes, Keys]:
    """A pack, and the keys of whoever made it."""
    content, _ = packed(house(workshop))
    return content, {one.public.id: one for one in workshop.keys.known()}


def rewritten(content: bytes, alter: Alter, *added: str) -> bytes:
    """The same ZIP with its members altered, or left out where that is nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            held = alter(entry.filename.partition("/")[2], old.read(entry.filename))
            if held is not None:
                new.writestr(entry.filename, held)
        for name in added:
            new.writestr(f"{old.namelist()[0].partition('/')[0]}/{name}", "something")
    return out.getvalue()


def told(content: bytes, keys: Keys) -> Verdict:
    return verified(content, keys, TODAY)


def test_a_pack_as_it_was_made_is_genuine(pack: tuple[bytes, Keys]) -> None:
    content, keys = pack
    verdict = told(content, keys)

    assert verdict.genuine
    assert verdict.sentence == (
        "evidence pack evidence-QSOA-014-2026-01-31: every file is the one that was packed."
    )
    assert verdict.notes == (f"Signed with key {next(iter(keys))}.",)


def test_one_byte_of_any_file_is_found_by_its_name(pack: tuple[bytes, Keys]) -> None:
    content, keys = pack
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name.partition("/")[2] for name in archive.namelist()]

    assert len(names) > 25
    for place, name in enumerate(names):

        def flipped(member: str, held: bytes, name: str = name, place: int = place) -> bytes:
            at = place * 7 % len(held)
            other = bytes([held[at] ^ 1])
            return held if member != name else held[:at] + other + held[at + 1 :]

        verdict = told(rewritten(content, flipped), keys)
        assert not verdict.genuine
        assert name in verdict.sentence


def test_one_byte_of_what_lies_compressed_is_found_by_its_name(pack: tuple[bytes, Keys]) -> None:
    content, keys = pack
    name = f"data/certificates/{NUMBER}.pdf"
    at = content.index(b"%PDF-") + 900

    verdict = told(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :], keys)

    assert verdict.sentence == f"{name} was changed."


@pytest.mark.parametrize("name", ["data/reports/gaps.csv", "index.html", "bagit.txt", MINISIG])
def test_a_file_that_was_removed_is_named(pack: tuple[bytes, Keys], name: str) -> None:
    content, keys = pack

    verdict = told(rewritten(content, lambda one, held: None if one == name else held), keys)

    assert verdict.sentence == f"{name} is missing."


@pytest.mark.parametrize("name", ["data/reports/more.csv", "more.html"])
def test_a_file_that_was_added_is_named(pack: tuple[bytes, Keys], name: str) -> None:
    content, keys = pack

    assert told(rewritten(content, lambda _, held: held, name), keys).sentence == (
        f"{name} was added."
    )


def test_whoever_makes_it_anew_has_not_the_key(pack: tuple[bytes, Keys]) -> None:
    content, _ = pack
    stranger = SigningKey.from_seed(bytes(32)).public

    verdict = told(content, {stranger.id: KnownKey(stranger, TODAY)})

    assert verdict.sentence == f"{TAGS} was changed, or no trusted key signed it."


@pytest.mark.parametrize("content", [b"PK", b"PK\x03\x04" + bytes(40)])
def test_a_zip_that_is_damaged_is_told(pack: tuple[bytes, Keys], content: bytes) -> None:
    assert told(content, pack[1]).sentence == "The ZIP itself is damaged."


def test_another_zip_is_no_pack(pack: tuple[bytes, Keys]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x/y.txt", "z")

    assert told(out.getvalue(), pack[1]).sentence == (
        f"{TAGS} is missing: this is neither an evidence pack nor a backup."
    )
