"""What is said to a database, counted, so that a test can fail at any one statement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Connection, Engine, event


class Broke(Exception):  # noqa: N818 - reads as a sentence: `raise Broke`
    """What a test broke on purpose."""


@dataclass
class Statements:
    """Counts what is said to a database, and lets a test step in before one of them."""

    engine: Engine
    step_in: Callable[[int, str, Any], None]
    said: int = 0

    def __enter__(self) -> Self:
        event.listen(self.engine, "before_cursor_execute", self._before)
        event.listen(self.engine, "commit", self._commit)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self._before)
        event.remove(self.engine, "commit", self._commit)

    def _before(self, connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        self._next(statement, connection)

    def _commit(self, connection: Connection) -> None:
        self._next("COMMIT", connection)

    def _next(self, statement: str, connection: Connection) -> None:
        self.said += 1
        self.step_in(self.said, statement, connection)


def failing_at(number: int) -> Callable[[int, str, Any], None]:
    """Fail at the statement of that number, counted from 1; the commit is the last of them."""

    def step_in(said: int, statement: str, _connection: object) -> None:
        if said == number:
            raise Broke(statement)

    return step_in
