"""The commands of a pack's README are typed as they stand, on a machine without the product."""

import re
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from lms.kernel.outgoing.bag import TAGS
from lms.kernel.work import Workshop
from tests.reports.agreement.pack.house import house, packed, unpacked


@pytest.fixture
def folder(workshop: Workshop, tmp_path: Path) -> Path:
    """A pack as whoever received it has unpacked it."""
    return unpacked(packed(house(workshop))[0], tmp_path)


def commands_of(folder: Path) -> list[str]:
    return re.findall(r"(?m)^    (\S.*)$", (folder / "README.txt").read_text())


def typed(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a shell answers that knows nothing but the system's own programs."""
    return subprocess.run(
        ("bash", "-o", "pipefail", "-c", command),
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PATH": "/usr/bin:/bin"},
    )


def test_every_command_of_the_readme_does_what_it_says(folder: Path) -> None:
    answers = {one: typed(one, folder) for one in commands_of(folder)}

    assert [one.split()[0] for one in answers] == [
        *("sha256sum", "sha256sum", "minisign", "openssl", "pdfsig", "sed", "sha256sum", "cut"),
    ]
    failed = {one: told.stderr for one, told in answers.items() if told.returncode}
    said = [told.stdout for told in answers.values()]
    assert [one for one in failed if not one.startswith("pdfsig")] == []
    assert said[:2] == ["", ""]
    assert "Signature and comment signature verified" in said[2]
    assert "Signature Verified Successfully" in said[3]
    entries = (folder / "data/ledger/entries.tsv").read_text().splitlines()
    assert said[5].split()[0] == entries[-1].split("\t")[1]
    people = ("W-001", "W-010")
    drawn = sorted(people, key=lambda one: sha256(f"seed:{one}".encode()).hexdigest())
    assert said[7].split() == drawn


@pytest.mark.parametrize("name", ["data/reports/completions.csv", "index.html", TAGS])
def test_every_command_notices_what_was_altered(folder: Path, name: str) -> None:
    with (folder / name).open("a") as file:
        file.write(" ")

    answers = {one.split()[0]: typed(one, folder) for one in commands_of(folder)[2:4]}
    sums = [typed(one, folder) for one in commands_of(folder)[:2]]

    altered = any(told.returncode for told in (*answers.values(), *sums))
    assert altered
    if name != TAGS:
        assert any(f"{name}: FAILED" in told.stdout for told in sums)
    else:
        assert all(told.returncode for told in answers.values())
