"""Whoever silences a check says which, and why, on the same line.

A table set by hand (`# fmt: skip`) silences nothing.
"""

import re
from collections.abc import Iterable

import pytest

from tests.architecture.tree import Module, modules

SILENCE = re.compile(r"noqa|type:\s*ignore|pragma|nosec|fmt:\s*off|(ruff|mypy):")
CODES = r"[A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*"
NOQA = rf"# noqa: {CODES}"
IGNORE = r"# type: ignore\[[a-z-]+(, ?[a-z-]+)*\]"
PRAGMA = r"# pragma: no (cover|branch)"
NAMED_AND_EXPLAINED = re.compile(
    rf"({NOQA}|{PRAGMA}) - \S.*"
    rf"|{IGNORE}  # (?!noqa)\w.*"
    rf"|{IGNORE}  {NOQA} - \S.*"
    rf"|{NOQA}  {IGNORE}  # \w.*"
)


def unexplained(among: Iterable[Module]) -> list[str]:
    """Name the silences without a code or a reason."""
    return [
        f"{module.at(line)} {comment}"
        for module in among
        for line, comment in module.comments
        if SILENCE.search(comment) and not NAMED_AND_EXPLAINED.fullmatch(comment)
    ]


def test_every_silence_names_its_check_and_its_reason() -> None:
    assert unexplained(modules()) == []


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: S603",
        "# type: ignore",
        "# type: ignore[arg-type]",
        "# type: ignore[arg-type]  # noqa: ANN202",
        "# pragma: no cover",
        "# ruff: noqa",
        "# fmt: off",
    ],
)
def test_a_silence_without_a_code_or_a_reason_is_found(comment: str) -> None:
    planted = Module("lms/planted.py", f"x = 1  {comment}\n")
    assert unexplained([planted]) == [f"lms/planted.py:1 {comment}"]


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: N818 - reads as a sentence",
        "# noqa: ANN401, ARG002 - part of the signature",
        "# type: ignore[no-any-return]  # the driver is untyped",
        "# type: ignore[no-untyped-def]  # noqa: ANN202 - it has no type",
        "# pragma: no cover - only on other platforms",
        "# why this is so",
    ],
)
def test_a_silence_that_says_both_is_accepted(comment: str) -> None:
    assert unexplained([Module("lms/planted.py", f"x = 1  {comment}\n")]) == []
