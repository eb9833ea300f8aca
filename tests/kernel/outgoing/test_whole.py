"""Whoever is stopped while a file is written leaves the one that was there, or none."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from lms.kernel.errors import Unavailable
from lms.kernel.outgoing.whole import whole_file

WRITER = """
import sys, time
from pathlib import Path
from lms.kernel.outgoing.whole import whole_file
with whole_file(Path(sys.argv[1])) as out:
    out.write(b"new" * 100_000)
    out.flush()
    print("half", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_writer_that_is_killed_leaves_what_was_there(
    tmp_path: Path, before: bytes | None
) -> None:
    file = tmp_path / "pack.zip"
    if before is not None:
        file.write_bytes(before)
    command = (sys.executable, "-c", WRITER, str(file))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half\n"
        writer.kill()

    assert (file.read_bytes() if file.exists() else None) == before


def test_what_is_written_stands_there_whole_with_nothing_beside_it(tmp_path: Path) -> None:
    with whole_file(tmp_path / "x.zip") as out:
        out.write(b"all")

    assert (tmp_path / "x.zip").read_bytes() == b"all"
    assert [one.name for one in tmp_path.iterdir()] == ["x.zip"]


def test_a_writer_that_gives_up_leaves_nothing(tmp_path: Path) -> None:
    with suppress(LookupError), whole_file(tmp_path / "x.zip") as out:
        out.write(b"half")
        raise LookupError

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(Unavailable, match="could not be written"),
        whole_file(tmp_path / "nowhere" / "x.zip"),
    ):
        pass
