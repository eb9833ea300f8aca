"""Every module says in its first sentence what it is about, and no package does anything."""

import ast
from collections.abc import Iterable

import pytest

from tests.architecture.tree import Module, modules

FIRST_LINE = 100


def unopened(among: Iterable[Module]) -> list[str]:
    """Name the modules that do not open with one sentence on one line."""
    return [one.path for one in among if not is_a_sentence(ast.get_docstring(one.tree))]


def is_a_sentence(docstring: str | None) -> bool:
    """Say whether the first line is one short sentence that stands by itself."""
    first, _, rest = (docstring or "").partition("\n")
    ends = first.endswith((".", "?", "!"))
    return ends and len(first) <= FIRST_LINE and not (rest and rest.splitlines()[0].strip())


def more_than_a_docstring(among: Iterable[Module]) -> list[str]:
    """Name the `__init__.py` that do something: importing a rule would run them."""
    return [
        one.path
        for one in among
        if one.stem == "__init__" and (len(one.tree.body) != 1 or not ast.get_docstring(one.tree))
    ]


def test_every_module_opens_with_one_sentence() -> None:
    assert unopened(modules()) == []


def test_importing_a_package_does_nothing() -> None:
    assert more_than_a_docstring(modules()) == []


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n",
        '"""no full stop"""\n',
        '"""A sentence that\ngoes on."""\n',
        f'"""{"long " * 20}."""\n',
        '"""A line.\nAnother at once."""\n',
    ],
)
def test_a_module_that_opens_otherwise_is_named(text: str) -> None:
    assert unopened([Module("lms/planted.py", text)]) == ["lms/planted.py"]


@pytest.mark.parametrize("text", ['"""A."""\nimport os\n', "", "x = 1\n"])
def test_a_package_that_does_something_is_named(text: str) -> None:
    path = "lms/planted/__init__.py"
    assert more_than_a_docstring([Module(path, text)]) == [path]
