"""The invented programs that an invented billing company serves, and who serves them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from lms.people.model import Worker

Row = dict[str, date | str]


class Client(NamedTuple):
    """A program, what the agreement with it is, and the teams whose people serve it."""

    agreement: str
    kind: str
    program: str
    services: str
    teams: tuple[str, ...]
    acknowledged: str
    ends_in_days: int | None


CLIENTS: Final = (
    Client(
        agreement="QSOA-LOW-TIDE",
        kind="qsoa",
        program="Low Tide Clinic",
        services="Billing and patient accounts",
        teams=("Claims", "Patient accounts"),
        acknowledged="yes",
        ends_in_days=None,
    ),
    Client(
        agreement="QSOA-WREN-STREET",
        kind="combined",
        program="Wren Street Recovery",
        services="Hosting of records, help desk",
        teams=("Data desk", "Help desk"),
        acknowledged="yes",
        ends_in_days=45,
    ),
    Client(
        agreement="BAA-HARBOR-STEPS",
        kind="baa",
        program="Harbor Steps Program",
        services="Coding and posting of payments",
        teams=("Coding", "Payment posting"),
        acknowledged="",
        ends_in_days=400,
    ),
)
SLOWEST_ACCESS: Final = 40
"""How many days after the first day, at most, somebody is let into a client's records."""


def agreements(today: date, began_on: date) -> Iterator[Row]:
    """Yield a row of a file of agreements for each client."""
    for number, client in enumerate(CLIENTS, start=1):
        ends = client.ends_in_days
        yield {
            "agreement_id": client.agreement,
            "kind": client.kind,
            "program_id": f"P-{number:02}",
            "program_name": client.program,
            "signed_on": began_on - timedelta(days=9),
            "effective_on": began_on,
            "ends_on": "" if ends is None else today + timedelta(days=ends),
            "acknowledges_part2": client.acknowledged,
            "resists_proceedings": client.acknowledged,
            "services": client.services,
        }


def coverage(workers: Iterable[Worker]) -> Iterator[Row]:
    """Yield a row of a file of who serves what for everybody in a team that serves somebody.

    Some are let in before they can have been trained, as happens.
    """
    for worker in workers:
        for client in CLIENTS:
            if worker.team in client.teams:
                after = sum(map(ord, worker.id + client.agreement)) % SLOWEST_ACCESS
                yield {
                    "worker_id": worker.id,
                    "agreement_id": client.agreement,
                    "from_on": worker.hired_on,
                    "to_on": worker.ended_on or "",
                    "access_granted_on": worker.hired_on + timedelta(days=after),
                }
