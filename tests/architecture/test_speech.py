"""The project speaks of its subject: not of how, where or with what it was written."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.tree import ROOT, files

UNSAID: Final = {
    "a folder of the writer's machine": r"(?<![\w.])/wor[k]/|/hom[e]/\w+/|/roo[t]/",
    "notes that are not part of the project": r"(?<![\w/-])share[d]/|\bspik[e]/",
    "how it was written": r"\bA[I]\b|\bLL[M]s?\b|\bchatbo[t]s?\b|language mode[l]",
    "whence its libraries come": (
        r"pypi\.or[g]|pythonhosted\.or[g]|npmjs\.(or[g]|co[m])|"
        r"crates\.i[o]|proxy\.golan[g]|deb\.debia[n]|yarnpkg\.co[m]"
    ),
}
"""What is not said, each as an expression that does not find itself."""
TAUGHT: Final = ("courses/", "quizzes/", "docs/curriculum.md")
"""Where tools that write are a subject: what a worker may put into one."""


def said(among: Iterable[Path], root: Path) -> list[str]:
    """Name the lines that say what should not be said."""
    return [
        f"{path.relative_to(root)}:{number} {what}"
        for path in among
        for number, line in enumerate(lines_of(path), 1)
        for what, expression in UNSAID.items()
        if re.search(expression, line)
        and not (what == "how it was written" and is_taught(path.relative_to(root)))
    ]


def is_taught(path: Path) -> bool:
    """Say whether a file is what workers read, or the list of it."""
    return path.as_posix().startswith(TAUGHT)


def lines_of(path: Path) -> list[str]:
    """Return the lines of a text; none of a picture or a font."""
    try:
        return path.read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def test_the_project_speaks_of_its_subject_alone() -> None:
    assert said(files(), ROOT) == []


def test_the_scan_reaches_every_kind_of_file() -> None:
    names = {str(path.relative_to(ROOT)) for path in files()}
    assert {"README.md", "Makefile", ".ci/run", "requirements.lock", "pyproject.toml"} <= names
    assert {"lms/kernel/clock.py", "tests/architecture/test_speech.py"} <= names


@pytest.mark.parametrize(
    "line",
    [
        "see /krow/main",
        "look at derahs/law",
        "written by IA",
        "https://gro.ipyp/simple",
        "https://registry.gro.sjmpn",
    ],
)
def test_what_should_not_be_said_is_found(tmp_path: Path, line: str) -> None:
    # They stand above with one word from back to front, for this file is scanned too.
    word = max(re.findall(r"krow|derahs|IA|gro\.ipyp|gro\.sjmpn", line), key=len)
    planted = line.replace(word, word[::-1])
    (tmp_path / "planted.md").write_text(f"fine\n{planted}\n")
    assert len(said([tmp_path / "planted.md"], tmp_path)) == 1
    assert said([tmp_path / "planted.md"], tmp_path)[0].startswith("planted.md:2")


def test_ordinary_words_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "fine.md").write_text("kernel/work.py, /training/workers, AIR, a shared unit\n")
    assert said([tmp_path / "fine.md"], tmp_path) == []


def test_courses_may_teach_what_to_keep_out_of_a_tool_that_writes(tmp_path: Path) -> None:
    for folder in ("courses", "lms"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.md").write_text("Do not paste it into a free A" + "I tool.\n")
    written = [tmp_path / "courses" / "one.md", tmp_path / "lms" / "one.md"]

    assert said(written, tmp_path) == ["lms/one.md:1 how it was written"]
