"""The invented staff of an invented billing company: who, in which team, from when until when."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from lms.kernel.ids import WorkerId
from lms.people.model import Worker

HIRES: Final = 31
"""A team is hired one by one, each a so-many-th part of the history after the one before."""
EMPLOYER: Final = "Alder Quay Billing"
ZONES: Final = ("America/New_York", "America/Chicago", "Pacific/Honolulu")

TEAMS: Final = {
    "Claims": ("claims specialist", "Marlow Finch"),
    "Payment posting": ("posting clerk", "Tamsin Oriel"),
    "Patient accounts": ("account representative", "Rafferty Lane"),
    "Data desk": ("data analyst", "Ingrid Solace"),
    "Coding": ("coder", "Bashir Calder"),
    "Help desk": ("support technician", "Odette Marsh"),
}
"""Each team with the role of its members and the name of its manager."""

MEMBERS: Final = {
    "Claims": (
        "Juniper Vale,Hollis Bramble,Cosmo Reed,Sable Thorne,Linnet Hayes,"
        "Piers Alcott,Wren Dashiell,Mabel Quarry,Otis Fallow"
    ),
    "Payment posting": (
        "Wilder Fenn,Clover Nash,Ezra Lindqvist,Hazel Munk,Tobias Crane,"
        "Fern Abernathy,Silas Moor,Petra Vance,Jonah Kestrel"
    ),
    "Patient accounts": (
        "Rowan Gild,Briar Holt,Nell Ashby,Cedric Vole,Maren Tull,"
        "Lachlan Pryce,Isolde Barr,Quincy Dell,Saffron Lowe"
    ),
    "Data desk": (
        "Orla Finnegan,Theo Marchetti,Núria Ferrer,Bram Osei,Zelda Kowalczyk,"
        "Anselm Gray,Priya Raman,Dorian Slate,Thuý Nguyễn"
    ),
    "Coding": (
        "Magnus Aldous,Ivy Tarrant,Corwin Blythe,Daphne Loxley,Ulrich Stamm,"
        "Beatrix Coyle,Lior Amsel,Greta Winslow,Hugo Penhallow"
    ),
    "Help desk": (
        "Elara Voss,Finn Gallagher,Mira Solberg,Jasper Thule,Noor Haddad,"
        "Callum Frost,Vera Lindgren,Emil Castellan,Tess Okonkwo"
    ),
}
STAR: Final = "Juniper Vale"
"""The worker whose sign-in the demonstration prints: something is due for her."""
HEAD: Final = ("AQ-001", "Sylvan Mercer", "director of operations")
OFFICER: Final = ("AQ-002", "Orrin Pike", "compliance officer")

TWICE: Final = ("Orla Finnegan", "O. Finnegan")
"""Whoever the staff file has twice, and how it writes her the second time."""
_SECOND_ID: Final = ("AQ-199", 110)
"""The id under which it does, and how many days ago that began."""
_LEAVERS: Final = {
    "Otis Fallow": 900,
    "Jonah Kestrel": 620,
    "Hugo Penhallow": 410,
    "Tess Okonkwo": 95,
}
"""Who left, and how many days before the demonstration begins."""
_REHIRED: Final = {"Jonah Kestrel": 200}
"""Who came back after leaving, and how many days ago."""
_NEWCOMERS: Final = {
    "Saffron Lowe": 70,
    "Vera Lindgren": 40,
    "Greta Winslow": 12,
    "Petra Vance": 5,
}
"""Who was hired lately, and how many days ago."""


@dataclass(frozen=True)
class Change:
    """A day on which the staff file says something new of a worker."""

    on: date
    worker: Worker


def changes(today: date, began_on: date) -> Iterator[Change]:
    """Yield everything the staff file ever said, in no particular order."""
    for worker in _everybody(began_on, (today - began_on) // HIRES):
        yield from _life(worker, today)
        if worker.name == TWICE[0]:
            second, days = _SECOND_ID
            again = replace(worker, id=WorkerId(second), name=TWICE[1])
            yield Change(max(today - timedelta(days=days), worker.hired_on), again)


def _everybody(began_on: date, between: timedelta) -> Iterator[Worker]:
    head = _worker(HEAD[:2], HEAD[2], "Management", None, began_on)
    yield head
    yield _worker(OFFICER[:2], OFFICER[2], "Management", head.id, began_on)
    number = 10
    for team, (role, boss) in TEAMS.items():
        leader = _worker((f"AQ-{number:03}", boss), "team manager", team, head.id, began_on)
        yield leader
        for place, name in enumerate(MEMBERS[team].split(","), start=1):
            hired_on = began_on + (place - 1) * between
            yield _worker((f"AQ-{number + place:03}", name), role, team, leader.id, hired_on)
        number += 20


def _worker(
    who: tuple[str, str], role: str, team: str, manager: WorkerId | None, hired_on: date
) -> Worker:
    worker_id, name = who
    return Worker(
        id=WorkerId(worker_id),
        name=name,
        email=f"{'.'.join(_plain(name).split())}@alderquay.example",
        team=team,
        role=role,
        manager=manager,
        employer=EMPLOYER,
        hired_on=hired_on,
        ended_on=None,
        time_zone=ZONES[sum(map(ord, name)) % 5 // 2],
        language="en",
    )


def _life(worker: Worker, today: date) -> Iterator[Change]:
    if worker.name in _NEWCOMERS:
        hired_on = today - timedelta(days=_NEWCOMERS[worker.name])
        worker = replace(worker, hired_on=hired_on)
    yield Change(worker.hired_on, worker)
    ended_on = today - timedelta(days=_LEAVERS.get(worker.name, 0))
    if not worker.hired_on < ended_on < today:
        return
    yield Change(ended_on, replace(worker, ended_on=ended_on))
    if worker.name in _REHIRED:
        hired_on = today - timedelta(days=_REHIRED[worker.name])
        yield Change(hired_on, replace(worker, hired_on=hired_on))


def _plain(name: str) -> str:
    """Write a name in the letters an address may have."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in folded if letter.isascii())
