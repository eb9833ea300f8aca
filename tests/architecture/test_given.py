"""Time, ids and chance are given, never taken."""

import ast
from collections.abc import Iterable
from typing import Final

import pytest

from tests.architecture.tree import Module, modules

TAKING: Final = frozenset(
    {
        "date.today",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "func.current_date",
        "func.current_timestamp",
        "func.now",
        "os.urandom",
        "time.localtime",
        "time.time",
        "time.time_ns",
        "uuid.uuid1",
        "uuid.uuid4",
    }
)
CHANCE: Final = frozenset({"random", "secrets"})
NAMES: Final = frozenset({"uuid1", "uuid4", "urandom", "CURRENT_TIMESTAMP"})
GIVERS: Final = frozenset({"lms/kernel/clock.py", "lms/kernel/ids.py", "lms/accounts/tokens.py"})
"""Where the time is read, ids are made, and secrets are."""


def takers(among: Iterable[Module]) -> list[str]:
    """Name the places that take what they should be given."""
    return [
        f"{module.at(getattr(node, 'lineno', 1))} {found}"
        for module in among
        if module.path not in GIVERS
        for node in ast.walk(module.tree)
        for found in taken(node)
    ]


def taken(node: ast.AST) -> list[str]:
    """Return what an expression or import takes."""
    if isinstance(node, ast.Attribute):
        dotted = ast.unparse(node)
        return [one for one in sorted(TAKING) if dotted == one or dotted.endswith(f".{one}")]
    if isinstance(node, ast.Import):
        return [one.name for one in node.names if one.name in CHANCE]
    if isinstance(node, ast.ImportFrom):
        if node.module in CHANCE:
            return [node.module]
        return [one.name for one in node.names if one.name in NAMES]
    return []


def test_nobody_but_the_kernel_takes_time_ids_or_chance() -> None:
    assert takers(modules("lms")) == []


def test_the_givers_do_take_them() -> None:
    found = {one.path for one in modules("lms") if any(map(taken, ast.walk(one.tree)))}
    assert found == GIVERS


@pytest.mark.parametrize(
    "text",
    [
        "now = datetime.now(UTC)",
        "default_factory = datetime.datetime.utcnow",
        "today = date.today()",
        "from uuid import uuid4",
        "import random",
        "from secrets import token_hex",
        "column.default(func.now())",
        "os.urandom(16)",
    ],
)
def test_whoever_takes_them_is_found(text: str) -> None:
    assert len(takers([Module("lms/people/planted.py", text)])) == 1
