"""A clean environment outside the checkout: the wheel, what it says it needs, and nothing else."""

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from tests.architecture.tree import ROOT

TOOLS: Final = Path(sys.executable).parent


@dataclass(frozen=True)
class Environment:
    """A virtual environment and a folder to work in, both far from the checkout."""

    root: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.root / "bin" / "python"

    @property
    def libraries(self) -> Path:
        """Where its libraries lie."""
        return next(self.root.glob("lib/python3*/site-packages"))

    def run(self, program: str, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run one of its programs in an empty folder, with an empty environment."""
        place = self.root / "place"
        place.mkdir(exist_ok=True)
        return subprocess.run(
            [self.root / "bin" / program, *words],
            check=False,
            capture_output=True,
            text=True,
            cwd=place,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        )


def build(folder: Path) -> Path:
    """Build the wheel with the tools of the lock, and return it."""
    command = [str(TOOLS / "hatchling"), "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return next(folder.glob("*.whl"))


def install(wheel: Path, root: Path) -> Environment:
    """Install a wheel; what it requires is linked from the libraries of these tests."""
    venv.create(root, symlinks=True)
    made = Environment(root)
    pip = [sys.executable, "-m", "pip", "--python", str(made.python), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True)
    own = next(made.libraries.glob("part2_lms-*.dist-info"))
    for library in required(Distribution.at(own)):
        link(library, made.libraries)
    return made


def required(of: Distribution) -> Iterator[Distribution]:
    """Yield every library that one requires, and those that these require, once each."""
    waiting = [(of, "")]
    seen: set[tuple[str, str]] = set()
    while waiting:
        one, extra = waiting.pop()
        for text in one.requires or ():
            wanted = Requirement(text)
            if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
                continue
            for part in {"", *wanted.extras} - {
                part for name, part in seen if name == wanted.name
            }:
                seen.add((wanted.name, part))
                waiting.append((distribution(wanted.name), part))
                yield distribution(wanted.name)


def link(library: Distribution, target: Path) -> None:
    """Make a library importable without copying it."""
    tops = {file.parts[0] for file in library.files or ()} - {"..", "__pycache__"}
    for top in tops:
        place = target / top
        if not place.exists():
            place.symlink_to(Path(str(library.locate_file(top))))
