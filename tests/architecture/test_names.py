"""Names say what a thing is, in the words of the house."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.tree import Module, modules

EMPTY_WORDS = frozenset(
    {
        "common",
        "data",
        "handler",
        "handlers",
        "helper",
        "helpers",
        "info",
        "manager",
        "misc",
        "process",
        "util",
        "utils",
    }
)
OTHER_WORDS = frozenset({"learner", "user", "employee", "staffer", "trainee"})
"""What others call a worker. `Actor.learner` is the worker in the act of learning."""
KEPT = frozenset({"learner"})


def empty_names(among: Iterable[Module]) -> list[str]:
    """Name the modules and folders whose name says nothing."""
    return [
        one.path
        for one in among
        if EMPTY_WORDS & set(re.split(r"[/_.]", one.path.removesuffix(".py")))
    ]


def other_words(among: Iterable[Module]) -> list[str]:
    """Name the definitions and fields that call a worker something else."""
    return [
        f"{module.at(line)} {name}"
        for module in among
        for line, name in defined(module.tree)
        if (OTHER_WORDS - KEPT) & {word.rstrip("s") for word in words_of(name)}
    ]


def defined(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of everything that is given a name here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def words_of(name: str) -> list[str]:
    """Split a name at underscores and capitals."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert empty_names(modules()) == []


def test_a_worker_is_called_a_worker() -> None:
    assert other_words(modules("lms")) == []


@pytest.mark.parametrize(
    "path", ["lms/utils.py", "lms/people/data.py", "lms/misc/x.py", "tests/pages/sign_helpers.py"]
)
def test_an_empty_name_is_found(path: str) -> None:
    assert empty_names([Module(path, "")]) == [path]


@pytest.mark.parametrize(
    "text", ["def user_of(): ...", "class EmployeeRow: ...", "users = 1", "def f(user): ..."]
)
def test_another_word_is_found(text: str) -> None:
    assert len(other_words([Module("lms/planted.py", text)])) == 1
