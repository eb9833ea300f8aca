"""Everything is small enough to be read at once."""

import re
from collections.abc import Iterable
from pathlib import PurePath

import pytest

from tests.architecture.tree import Function, Module, modules

MODULE_LINES = 300
HALF_OF_MODULES = 80
FUNCTION_LINES = 50
NINE_IN_TEN_FUNCTIONS = 22
ARGUMENTS = 5
ENTRIES = 25
COLUMNS = 100
SILENCE = re.compile(r"  # (noqa|type: ignore|pragma)\b.*")
"""Which must stand on the line of what it silences, and give its reason there."""
SHAPES = "lms/migrations/versions/"
"""A migration is as long as the shape it makes, and nobody changes it again."""


def too_long_modules(among: Iterable[Module]) -> list[str]:
    """Name the modules over the limit."""
    lengths = {one.path: len(one.text.splitlines()) for one in among if SHAPES not in one.path}
    return [f"{path}: {lines}" for path, lines in lengths.items() if lines > MODULE_LINES]


def too_long_functions(among: Iterable[Module]) -> list[str]:
    """Name the functions over the limit."""
    return [
        f"{module.at(function.lineno)} {function.name}: {lines_of(function)}"
        for module in among
        if SHAPES not in module.path
        for function in module.functions
        if lines_of(function) > FUNCTION_LINES
    ]


def too_many_arguments(among: Iterable[Module]) -> list[str]:
    """Name the functions that want more arguments than one remembers."""
    return [
        f"{module.at(function.lineno)} {function.name}: {arguments_of(function)}"
        for module in among
        for function in module.functions
        if arguments_of(function) > ARGUMENTS
    ]


def too_full_folders(among: Iterable[Module]) -> list[str]:
    """Name the folders with more modules and folders than one takes in at a glance."""
    entries: dict[PurePath, set[str]] = {}
    for module in among:
        *folders, file = [PurePath(module.path), *PurePath(module.path).parents][::-1][1:]
        if file.name == "__init__.py":
            file = folders.pop()
        for child in (*folders[1:], file):
            entries.setdefault(child.parent, set()).add(child.name)
    return [f"{path}: {len(held)}" for path, held in entries.items() if len(held) > ENTRIES]


def too_wide_lines(among: Iterable[Module]) -> list[str]:
    """Name the lines that run out of the window."""
    return [
        f"{module.at(number)}: {len(line)}"
        for module in among
        for number, line in enumerate(module.text.splitlines(), 1)
        if len(SILENCE.sub("", line)) > COLUMNS
    ]


def lines_of(function: Function) -> int:
    """Count a function's lines, its docstring among them."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def arguments_of(function: Function) -> int:
    """Count what a caller may give."""
    wanted = function.args
    names = [one.arg for one in (*wanted.posonlyargs, *wanted.args, *wanted.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def share_within(limit: int, sizes: list[int]) -> float:
    """Return which share of the sizes is within a limit."""
    return sum(size <= limit for size in sizes) / len(sizes)


def test_no_module_is_longer_than_300_lines() -> None:
    assert too_long_modules(modules()) == []


def test_half_of_the_modules_are_no_longer_than_80_lines() -> None:
    lengths = [len(one.text.splitlines()) for one in modules() if one.stem != "__init__"]
    assert share_within(HALF_OF_MODULES, lengths) >= 0.5


def test_no_function_is_longer_than_50_lines() -> None:
    assert too_long_functions(modules()) == []


def test_nine_functions_in_ten_are_no_longer_than_22_lines() -> None:
    lengths = [
        lines_of(function)
        for one in modules()
        if SHAPES not in one.path
        for function in one.functions
    ]
    assert share_within(NINE_IN_TEN_FUNCTIONS, lengths) >= 0.9


def test_no_function_takes_more_than_5_arguments() -> None:
    assert too_many_arguments(modules()) == []


def test_no_folder_holds_more_than_25_modules() -> None:
    assert too_full_folders(modules()) == []


def test_no_line_is_wider_than_100_columns() -> None:
    assert too_wide_lines(modules()) == []


LONG = Module("lms/long.py", "x = 1\n" * 301)
FUNCTION = Module("lms/function.py", "def f():\n" + "    x = 1\n" * 50)
ARGUMENTED = Module("lms/arguments.py", "def f(self, a, b, c, d, *, e, f): ...\n")
WIDE = Module("lms/wide.py", "x = '" + "x" * 100 + "'\n")
FULL = [Module(f"lms/full/m{number}.py", "") for number in range(26)]


@pytest.mark.parametrize(
    ("found", "named"),
    [
        (too_long_modules([LONG]), "lms/long.py: 301"),
        (too_long_functions([FUNCTION]), "lms/function.py:1 f: 51"),
        (too_many_arguments([ARGUMENTED]), "lms/arguments.py:1 f: 6"),
        (too_wide_lines([WIDE]), "lms/wide.py:1: 106"),
        (too_full_folders(FULL), "lms/full: 26"),
    ],
)
def test_what_is_too_large_is_named(found: list[str], named: str) -> None:
    assert found == [named]


def test_a_share_counts_the_limit_itself() -> None:
    assert share_within(2, [1, 2, 3, 4]) == 0.5
