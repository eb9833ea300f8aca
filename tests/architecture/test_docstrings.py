"""Every module says what it is about, and everything offered says what it means."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.tree import Documented, Module, modules

FIRST_LINE = 100
OPENED_BY_ALEMBIC = "lms/migrations/"


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


def undocumented(among: Iterable[Module]) -> list[str]:
    """Name the public functions, classes and methods without a docstring."""
    return [
        f"{module.at(node.lineno)} {node.name}"
        for module in among
        if not module.path.startswith(OPENED_BY_ALEMBIC)
        for node in offered(module.tree)
        if not ast.get_docstring(node)
    ]


def offered(parent: ast.Module | ast.ClassDef) -> Iterator[Documented]:
    """Yield what a module offers: no underscore before its name or its class's."""
    for node in parent.body:
        if not isinstance(node, Documented) or node.name.startswith("_"):
            continue
        yield node
        if isinstance(node, ast.ClassDef) and not is_a_protocol(node):
            yield from offered(node)


def is_a_protocol(node: ast.ClassDef) -> bool:
    """Say whether a class only names what others have: its own docstring says what for."""
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)


def test_every_module_opens_with_one_sentence() -> None:
    assert unopened(modules()) == []


def test_importing_a_package_does_nothing() -> None:
    assert more_than_a_docstring(modules()) == []


def test_everything_offered_says_what_it_means() -> None:
    assert undocumented(modules("lms")) == []


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("def f(): ...\n", "lms/planted.py:1 f"),
        ("class C:\n    'A.'\n    def m(self): ...\n", "lms/planted.py:3 m"),
    ],
)
def test_what_says_nothing_is_named(text: str, name: str) -> None:
    assert undocumented([Module("lms/planted.py", text)]) == [name]
