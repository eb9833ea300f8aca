"""The folder of keys: its owner's alone, one key that signs, every public one for ever."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from lms.kernel.errors import InvalidSettings
from lms.kernel.keyring import Keyring
from lms.kernel.signing import SigningKey

NAME = "Alder Quay Billing"
FIRST, SECOND, THIRD = date(2026, 1, 31), date(2027, 1, 31), date(2028, 1, 31)


@pytest.fixture
def keys(tmp_path: Path) -> Keyring:
    """Keys that were made on the first day."""
    made = Keyring(tmp_path / "keys")
    made.make(FIRST, NAME)
    return made


def test_a_folder_is_made_once_and_is_its_owners_alone(keys: Keyring) -> None:
    before = keys.current
    keys.make(SECOND, NAME)

    assert keys.current.public == before.public
    assert [(one.public, one.from_on, one.until_on) for one in keys.known()] == [
        (before.public, FIRST, None)
    ]
    assert keys.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in keys.folder.iterdir()} == {0o600}


def test_two_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    rings = [Keyring(tmp_path / "keys") for _ in range(8)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda ring: ring.make(FIRST, NAME), rings))

    assert len(rings[0].known()) == 1
    assert len({ring.current.id for ring in rings}) == 1


def test_what_an_old_key_signed_stays_good_after_the_key_is_rotated(keys: Keyring) -> None:
    old, signature = keys.current, keys.current.sign(b"kept")

    new = keys.rotate(SECOND, NAME)

    found = keys.of(old.id)
    assert found is not None
    assert found.public.verify(b"kept", signature)
    assert (found.from_on, found.until_on) == (FIRST, SECOND)
    assert keys.current.public == new.public != old.public
    assert found.signed_on(SECOND)
    assert not found.signed_on(THIRD)
    assert new.signed_on(THIRD)
    assert keys.of("0" * 16) is None


def test_after_each_rotation_all_are_known_and_no_old_secret_lies_about(keys: Keyring) -> None:
    secrets = [keys.current.pem]
    for day in (SECOND, THIRD):
        keys.rotate(day, NAME)
        secrets.append(keys.current.pem)

    lying = b"".join(path.read_bytes() for path in keys.folder.iterdir())
    assert [one.from_on for one in keys.known()] == [FIRST, SECOND, THIRD]
    assert [secret in lying for secret in secrets] == [False, False, True]


def _everybodys_folder(folder: Path) -> None:
    folder.chmod(0o755)


def _everybodys_key(folder: Path) -> None:
    (folder / "signing.pem").chmod(0o640)


def _no_key(folder: Path) -> None:
    (folder / "signing.pem").unlink()


def _foreign_key(folder: Path) -> None:
    (folder / "signing.pem").write_bytes(SigningKey.new().pem)


def _no_key_at_all(folder: Path) -> None:
    (folder / "signing.pem").write_bytes(b"nothing of the kind")


def _half_a_list(folder: Path) -> None:
    text = (folder / "public.json").read_text()
    (folder / "public.json").write_text(text[: len(text) // 2])


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_everybodys_folder, r"others may read .*keys\. Run: chmod 700"),
        (_everybodys_key, r"others may read .*signing\.pem\. Run: chmod 600"),
        (_no_key, r"signing\.pem cannot be read .*backup"),
        (_foreign_key, r"signing\.pem is not the key that .*public\.json names"),
        (_no_key_at_all, r"signing\.pem is not a key\. Bring it back"),
        (_half_a_list, r"public\.json cannot be understood"),
    ],
)
def test_whatever_is_wrong_is_told_with_what_to_do_and_nothing_is_made_anew(
    keys: Keyring, spoil: Callable[[Path], None], told: str
) -> None:
    spoil(keys.folder)
    before = {path.name: path.read_bytes() for path in keys.folder.iterdir()}

    for use in (lambda: keys.current, lambda: keys.make(SECOND, NAME)):
        with pytest.raises(InvalidSettings, match=rf"^LMS_KEYS: {told}|^LMS_KEYS: .*{told}"):
            use()

    assert {path.name: path.read_bytes() for path in keys.folder.iterdir()} == before


def test_a_start_that_was_cut_off_after_the_key_was_made_is_finished(keys: Keyring) -> None:
    key = keys.current
    (keys.folder / "public.json").unlink()

    keys.make(FIRST, NAME)

    assert keys.current.public == key.public


def test_a_foreign_key_is_done_with_by_rotating(keys: Keyring) -> None:
    _foreign_key(keys.folder)

    keys.rotate(SECOND, NAME)

    assert keys.current.public == keys.known()[-1].public
    assert len(keys.known()) == 2


def test_a_folder_that_cannot_be_made_is_said_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file where a folder should be")

    with pytest.raises(InvalidSettings, match=r"LMS_KEYS: .*keys"):
        Keyring(tmp_path / "keys").make(FIRST, NAME)


def test_the_list_names_each_key_by_its_id_and_days(keys: Keyring) -> None:
    keys.rotate(SECOND, NAME)

    told = json.loads((keys.folder / "public.json").read_text())

    assert [(one["from_on"], one["until_on"]) for one in told] == [
        ("2026-01-31", "2027-01-31"),
        ("2027-01-31", None),
    ]
    assert told[1]["id"] == keys.current.id
