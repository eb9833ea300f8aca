"""Rules run with nothing but the standard library, each imported alone."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.tree import NOUNS, ROOT, Module, modules

NOT_RULES: Final = frozenset({"tables", "store", "reader", "pdf"})
"""The files of a noun that may know a library, by the house's own plan."""
PARTS_OF_PDF: Final = "lms.certificates.drawing"
"""A folder, for what draws a certificate is more than one file can hold."""

ALONE: Final = """
import os, sys, traceback
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    child = os.fork()
    if child == 0:
        try:
            __import__(name)
        except BaseException as error:
            print(name, repr(error), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""
"""A fresh interpreter for each module, without the time it takes to start one."""


def rules(among: Iterable[Module]) -> list[str]:
    """Return the modules of the nouns that must be pure: all but those that may know more."""
    return [
        module.name
        for module in among
        if module.path.split("/")[1] in NOUNS
        and module.stem not in NOT_RULES
        and not module.name.startswith(PARTS_OF_PDF)
    ]


def impure(names: list[str], root: Path = ROOT) -> list[str]:
    """Import each module where no library is installed; return what went wrong."""
    # -I and -S: no site-packages, no environment, no folder but the given one.
    command = [sys.executable, "-I", "-S", "-W", "error", "-c", ALONE, str(root), *names]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=os.sep)
    return said.stdout.splitlines()


def test_every_rule_imports_with_no_library_installed() -> None:
    assert impure(rules(modules("lms"))) == []


def test_the_rules_are_found() -> None:
    found = rules(modules("lms"))
    assert {"lms.standing.status", "lms.evidence.chain", "lms.quizzes.grading"} <= set(found)


def test_whoever_is_excused_from_being_pure_needs_it() -> None:
    excused = {one.name for one in modules("lms")} - set(rules(modules("lms")))
    assert impure(sorted(name for name in excused if name.startswith(PARTS_OF_PDF))) != []
    assert impure(["lms.people.tables"]) != []


@pytest.mark.parametrize(
    "line", ["import sqlalchemy", "from flask import g", "import markdown_it"]
)
def test_a_rule_that_needs_a_library_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "planted.py").write_text(f"{line}\n")
    assert impure(["planted", "json"], tmp_path)[0].startswith("planted ModuleNotFoundError")
