"""`ls lms/actions` is the complete list of everything that can change a record."""

import ast
from collections.abc import Iterable

import pytest

from tests.architecture.tree import Module, modules

WHAT_THE_OPENER_DOES = frozenset({"commit", "rollback", "begin"})


def not_one_verb(among: Iterable[Module]) -> list[str]:
    """Name the files that are not one public function of the same name, given the work."""
    return [one.path for one in among if offered(one) != [(one.stem, "work")]]


def offered(module: Module) -> list[tuple[str, str]]:
    """Return the public functions of a module, each with its first argument."""
    return [
        (node.name, node.args.args[0].arg if node.args.args else "")
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    ]


def committing(among: Iterable[Module]) -> list[str]:
    """Name the calls that end or begin a transaction: whoever opened the work does that."""
    return [
        module.at(node.lineno)
        for module in among
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WHAT_THE_OPENER_DOES
    ]


def actions() -> list[Module]:
    """Return every action."""
    return [one for one in modules("lms/actions") if one.stem != "__init__"]


def test_every_action_is_one_verb_in_a_file_of_its_name() -> None:
    assert actions()
    assert not_one_verb(actions()) == []


def test_no_action_commits() -> None:
    assert committing(actions()) == []


def test_nothing_below_the_pages_commits() -> None:
    below = [one for one in modules("lms") if one.path.endswith("store.py")]
    assert committing([*below, *modules("lms/reports")]) == []


@pytest.mark.parametrize(
    "text",
    [
        "def other(work): ...",
        "def act(session): ...",
        "def act(): ...",
        "def act(work): ...\ndef other(work): ...",
        "class Act: ...",
    ],
)
def test_a_file_that_is_not_one_verb_is_found(text: str) -> None:
    assert not_one_verb([Module("lms/actions/act.py", text)]) == ["lms/actions/act.py"]


def test_an_action_that_commits_is_found() -> None:
    planted = Module("lms/actions/act.py", "def act(work):\n    work.session.commit()\n")
    assert committing([planted]) == ["lms/actions/act.py:2"]
