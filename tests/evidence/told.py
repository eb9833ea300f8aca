"""Facts told to a ledger, and the entries that stand in it."""

import json
from typing import Any
from uuid import UUID

from lms.evidence.facts import PasswordSet
from lms.evidence.model import Entry
from lms.evidence.store import entries, entries_count
from lms.kernel.access import SYSTEM
from lms.kernel.ids import AccountId
from lms.kernel.work import Workshop


def said(number: int) -> PasswordSet:
    """A fact that is told from others by its number."""
    return PasswordSet(AccountId(UUID(int=number)))


def ledger(workshop: Workshop) -> list[Entry]:
    """Every entry there is, in its order."""
    with workshop.look(SYSTEM) as work:
        assert entries_count(work.session) == len(list(entries(work.session)))
        return list(entries(work.session))


def statement(entry: Entry) -> dict[str, Any]:
    """What an entry says, without what binds the rows that were kept with it."""
    told: dict[str, Any] = json.loads(entry.statement)
    return {name: said for name, said in told.items() if name not in {"rows", "each"}}
