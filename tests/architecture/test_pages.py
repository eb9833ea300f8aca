"""A page reads the request, calls one action or report, and shows one template: no SQL."""

import ast
from collections.abc import Iterable

import pytest

from tests.architecture.tree import Module, modules

SQL = frozenset({"delete", "insert", "select", "text", "update"})
OF_SQLALCHEMY = frozenset(
    {"add", "add_all", "delete", "execute", "flush", "get", "merge", "scalar", "scalars"}
)


def speaking_sql(among: Iterable[Module]) -> list[str]:
    """Name the places where a query is written or a database session is used directly."""
    return [
        module.at(node.lineno)
        for module in among
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and is_sql(node.func)
    ]


def is_sql(called: ast.expr) -> bool:
    """Say whether a call is one of SQLAlchemy's; Flask's own `session` is a plain name."""
    if isinstance(called, ast.Name):
        return called.id in SQL
    if not isinstance(called, ast.Attribute) or called.attr not in OF_SQLALCHEMY:
        return False
    of = called.value
    if isinstance(of, ast.Attribute):
        return of.attr == "session"
    return isinstance(of, ast.Name) and of.id == "session" and called.attr != "get"


def test_no_page_speaks_sql() -> None:
    assert modules("lms/pages")
    assert speaking_sql(modules("lms/pages")) == []


@pytest.mark.parametrize(
    "text",
    [
        "rows = work.session.scalars(question)",
        "work.session.get(Row, 1)",
        "session.execute(x)",
        "select(Row)",
    ],
)
def test_a_page_that_speaks_sql_is_found(text: str) -> None:
    assert speaking_sql([Module("lms/pages/planted.py", text)]) == ["lms/pages/planted.py:1"]


def test_the_session_of_a_browser_is_another_thing() -> None:
    assert speaking_sql([Module("lms/pages/fine.py", "token = session.get('token')")]) == []
