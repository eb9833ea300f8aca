"""Everything offered says what it means."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.tree import Documented, Module, modules

OPENED_BY_ALEMBIC = "lms/migrations/"


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


def test_everything_offered_says_what_it_means() -> None:
    assert undocumented(modules("lms")) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("def f(): ...\n", "lms/planted.py:1 f"),
        ("class C:\n    'A.'\n    def m(self): ...\n", "lms/planted.py:3 m"),
    ],
)
def test_what_says_nothing_is_named(text: str, name: str) -> None:
    assert undocumented([Module("lms/planted.py", text)]) == [name]
