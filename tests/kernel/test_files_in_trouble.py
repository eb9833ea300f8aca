"""A file that cannot be kept, or is not what was kept, is told: never silently another."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lms.kernel.errors import Unavailable
from lms.kernel.files import FileStore


def test_a_file_in_the_way_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"not a folder")

    with pytest.raises(Unavailable, match="could not be stored: the disk is full"):
        FileStore(tmp_path / "files").keep(b"one")

    assert (tmp_path / "files").read_bytes() == b"not a folder"


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="could not be stored"):
        FileStore(tmp_path / ("x" * 300)).keep(b"one")


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as a disk that fills up does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_fills_up_in_the_middle_leaves_no_draft(tmp_path: Path) -> None:
    store, content = FileStore(tmp_path), b"one" * 5_000

    with pytest.raises(Unavailable, match="the disk is full"), room_for(10_000):
        store.keep(content)

    assert list(tmp_path.glob("*/*")) == []
    assert store.read(store.keep(content)) == content


@pytest.mark.parametrize("found", [None, b"", b"other", b"one more"])
def test_a_file_that_is_gone_or_was_altered_is_told(tmp_path: Path, found: bytes | None) -> None:
    store = FileStore(tmp_path)
    name = store.keep(b"one")
    path = tmp_path / name[:2] / name
    path.unlink()
    if found is not None:
        path.write_bytes(found)

    with pytest.raises(Unavailable, match="brought back from a backup"):
        store.read(name)
