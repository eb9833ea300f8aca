"""Facts are added, and neither changed nor removed: the database itself refuses."""

from collections.abc import Iterator
from typing import Final

import pytest
from sqlalchemy import Connection, Engine, Executable, delete, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.architecture.schema import a_row_of, facts, mapped

MAY_CHANGE: Final = {
    "lms_account": "its holder may be disabled and choose a password anew",
    "lms_letter": "it is sent, or tried again",
    "lms_one_time_link": "it is used once",
    "lms_session": "it is seen, and ends",
    "lms_standing": "it is derived from facts, and may be made again",
    "lms_transcript_link": "it is used once",
    "lms_upload": "it waits to be confirmed, and goes then",
    "lms_throttle": "it counts guesses, and is forgotten after a while",
    "lms_worker": "it is derived from the worker's records, and may be made again",
}
"""The tables whose rows change, and why; every other one is a fact."""


@pytest.fixture
def full(engine: Engine) -> Iterator[Connection]:
    """A database with one row in every table, inside a transaction that is not kept."""
    with engine.connect() as connection:
        for table in mapped().sorted_tables:
            connection.execute(a_row_of(table))
        yield connection
        connection.rollback()


def refusal(connection: Connection, statement: Executable) -> str:
    """Return why the database refuses a statement; empty if it carries it out."""
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except DBAPIError as error:
        return str(error.orig)
    return ""


def test_every_table_is_a_fact_or_says_why_it_changes() -> None:
    assert set(mapped().tables) == facts() | set(MAY_CHANGE)
    assert not facts() & set(MAY_CHANGE)


def test_no_fact_can_be_changed(full: Connection) -> None:
    for name in sorted(facts()):
        table = mapped().tables[name]
        column = next(iter(table.columns))
        assert f"{name} only grows" in refusal(full, update(table).values({column: column}))


def test_no_fact_can_be_removed(full: Connection) -> None:
    for name in sorted(facts()):
        assert f"{name} only grows" in refusal(full, delete(mapped().tables[name]))


def test_no_fact_can_be_emptied_at_once(full: Connection) -> None:
    if full.dialect.name == "sqlite":
        # It has no TRUNCATE: what stands there instead is DELETE, which is refused above.
        assert "syntax error" in refusal(full, text("TRUNCATE lms_ledger"))
        return
    for name in sorted(facts()):
        assert f"{name} only grows" in refusal(full, text(f"TRUNCATE {name} CASCADE"))


def test_what_may_change_does(full: Connection) -> None:
    standing = mapped().tables["lms_standing"]
    assert refusal(full, delete(standing)) == ""
    assert full.execute(select(standing)).all() == []
