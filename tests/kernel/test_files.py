"""Frozen files: found by their digest, kept once, and nobody else's to read."""

from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.kernel.files import FileStore


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_what_is_kept_comes_back_under_its_digest(tmp_path: Path, content: bytes) -> None:
    store = FileStore(tmp_path / "new" / "files")

    name = store.keep(content)

    assert name == sha256(content).hexdigest()
    assert store.read(name) == content


def test_equal_bytes_are_kept_once_and_no_draft_stays(tmp_path: Path) -> None:
    store = FileStore(tmp_path)

    store.keep(b"one")
    first = [path.stat().st_mtime_ns for path in tmp_path.glob("*/*")]
    store.keep(b"one")

    assert [path.stat().st_mtime_ns for path in tmp_path.glob("*/*")] == first
    assert len(first) == 1


def test_a_folder_of_certificates_is_nobody_elses_to_read(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    path = tmp_path / "files" / store.keep(b"one")[:2] / store.keep(b"one")

    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
