"""The dependency rule holds: kernel, nouns, reports, actions, pages, and never the other way."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.tree import ROOT

LINTER: Final = Path(sys.executable).with_name("lint-imports")

PLANTED: Final = {
    "people/planted.py": "import lms.courses.model, flask, sqlalchemy",
    "pages/planted.py": "import lms.people.store",
}
"""One line for each contract that somebody in a hurry might write."""


def linted(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the linter over a tree."""
    command = [str(LINTER), "--no-cache", "--config", str(root / "pyproject.toml")]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=root, env={"PYTHONPATH": "."}
    )


def contracts() -> list[str]:
    """Return the sentence of each contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy of ours with planted faults."""
    root = tmp_path_factory.mktemp("planted")
    python_only = shutil.ignore_patterns("static", "templates", "fonts", "__pycache__")
    shutil.copytree(ROOT / "lms", root / "lms", ignore=python_only)
    shutil.copyfile(ROOT / "pyproject.toml", root / "pyproject.toml")
    for path, line in PLANTED.items():
        (root / "lms" / path).write_text(f'"""Planted."""\n\n{line}\n')
    return linted(root).stdout


def test_every_contract_is_kept() -> None:
    said = linted(ROOT)
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("name", contracts())
def test_every_contract_is_one_that_can_be_broken(broken: str, name: str) -> None:
    assert f"{name} BROKEN" in broken
