"""How everything stood when it was copied: what a backup must bring back, to the row."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lms.kernel.canonical import canonical

WHAT: Final = "part2-lms backup"
STATE: Final = "state.json"
DATABASE: Final = {"sqlite": "database/lms.db", "postgresql": "database/lms.dump"}
"""What the copy of the database is called, by its engine."""
FILES: Final = "files/"
KEYS: Final = "keys/"


@dataclass(frozen=True)
class State:
    """Engine and shape of a database, the rows of each table, and where its ledger ends.

    `number` is 0 and `seal` empty while the ledger has no entry. `broken` says, each in a
    sentence, what was not as it should be already when it was copied.
    """

    made_at: datetime
    engine: str
    revision: str
    rows: Mapping[str, int]
    number: int
    seal: str
    broken: tuple[str, ...]

    @property
    def written(self) -> bytes:
        """The state as the backup holds it."""
        return canonical({"what": WHAT, **vars(self)}) + b"\n"

    @classmethod
    def read(cls, content: bytes) -> "State":
        """Read a state again; raise `ValueError` if it is none."""
        try:
            told = json.loads(content)
            if told.pop("what") != WHAT or told["engine"] not in DATABASE:
                raise ValueError("no backup")
            made_at, broken = datetime.fromisoformat(told.pop("made_at")), told.pop("broken")
            return cls(made_at=made_at, broken=tuple(broken), **told)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("no backup") from error
