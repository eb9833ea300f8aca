"""What a pack must not say: other clients' names, who serves them, words that may be theirs."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.agreements.tables import AgreementRow, CoverageRow
from lms.kernel.ids import AgreementId, WorkerId
from lms.people.tables import WorkerRecordRow
from lms.reports.agreement.scope import spans_counting
from lms.reports.known import merges, root_of

WITHHELD: Final = "[withheld: it may concern another client]"
ANOTHER_CLIENT: Final = "[another client]"
SOMEBODY: Final = "[somebody else]"
SHORTEST: Final = 3
"""A shorter name says nothing by itself, and would be found within other words."""


class Hidden:
    """Takes out of words what is no business of one agreement's client."""

    def __init__(self, session: Session, agreement: AgreementId, workers: Iterable[str]) -> None:
        own, others = _clients(session, agreement)
        self._others = _any_of(others - own)
        self._people = sorted(_people(session, frozenset(workers)))
        self._elsewhere = _elsewhere(session, agreement)

    def words(self, told: str) -> str:
        """Return words of our own with other clients' names taken out."""
        return self._others.sub(ANOTHER_CLIENT, told) if self._others and told else told

    def free(self, told: str, worker: str, first: date | None, last: date | None) -> str:
        """Return what somebody wrote about a worker and some days, if it can mean no other client.

        Days without an end run on. Names of other clients and of people outside are taken out.
        """
        if not told:
            return ""
        if self.serves_others(worker, first, last):
            return WITHHELD
        for name in self._people:
            if name in told:
                told = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", SOMEBODY, told)
        return self.words(told)

    def serves_others(self, worker: str, first: date | None, last: date | None) -> bool:
        """Say whether a worker serves another client on any of these days."""
        return any(
            from_on <= (last or date.max) and (to_on or date.max) >= (first or date.min)
            for from_on, to_on in self._elsewhere.get(WorkerId(worker), ())
        )


def _clients(session: Session, agreement: AgreementId) -> tuple[set[str], set[str]]:
    """Return every name by which this client, and every other one, was ever known."""
    row = AgreementRow
    own: set[str] = {agreement}
    others: set[str] = set()
    rows = session.execute(select(row.id, row.program_id, row.program_name, row.document_sha256))
    for name, *described in rows:
        (own if name == agreement else others).update((name, *described))
    return own, {" ".join(name.split()) for name in others if len(name) >= SHORTEST}


def _any_of(names: set[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    one = "|".join(r"\s+".join(map(re.escape, name.split(" "))) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE)


def _people(session: Session, workers: frozenset[str]) -> set[str]:
    """Return the names of everybody who never served this client, and of nobody who did."""
    row = WorkerRecordRow
    own: set[str] = set()
    others: set[str] = set()
    for worker, name in session.execute(select(row.worker_id, row.name).distinct()):
        (own if worker in workers else others).add(name)
    return {name for name in others - own if len(name) >= SHORTEST}


def _elsewhere(
    session: Session, agreement: AgreementId
) -> dict[WorkerId, list[tuple[date, date | None]]]:
    """Return the days on which each worker serves any other client, under all their ids."""
    row = CoverageRow
    query = select(row.worker_id, row.from_on, row.to_on).where(
        row.agreement != agreement, spans_counting()
    )
    merged = merges(session)
    found: dict[WorkerId, list[tuple[date, date | None]]] = {}
    for worker, from_on, to_on in session.execute(query):
        for name in {WorkerId(worker), root_of(merged, WorkerId(worker))}:
            found.setdefault(name, []).append((from_on, to_on))
    return found
