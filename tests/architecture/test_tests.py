"""Every test can fail: it asserts something, or calls a check of the tests' own that does."""

import ast
from collections.abc import Iterable

import pytest

from tests.architecture.tree import Function, Module, modules


def toothless(among: Iterable[Module]) -> list[str]:
    """Name the tests that assert nothing."""
    read = tuple(among)
    checks = {one.name for module in read for one in module.functions if asserts(one, set())}
    return [
        f"{module.at(test.lineno)} {test.name}"
        for module in read
        for test in module.functions
        if test.name.startswith("test_") and not asserts(test, checks)
    ]


def asserts(function: Function, checks: set[str]) -> bool:
    """Say whether a function asserts, expects an error, or calls one of these checks."""
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Attribute) and node.attr in {"raises", "warns", "fail"})
        or (isinstance(node, ast.Name) and node.id in checks)
        for node in ast.walk(function)
    )


def test_every_test_can_fail() -> None:
    assert toothless(modules("tests")) == []


@pytest.mark.parametrize("body", ["pass", "work()", "x = 1"])
def test_a_test_that_asserts_nothing_is_found(body: str) -> None:
    planted = Module("tests/test_planted.py", f"def work(): ...\ndef test_it():\n    {body}\n")
    assert toothless([planted]) == ["tests/test_planted.py:2 test_it"]


def test_a_test_may_leave_the_assertion_to_a_check() -> None:
    text = "def holds(x):\n    assert x\ndef test_it():\n    holds(1)\n"
    assert toothless([Module("tests/test_planted.py", text)]) == []
