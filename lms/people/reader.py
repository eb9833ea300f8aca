"""From a staff file to workers."""

from importlib.resources import files
from typing import BinaryIO

from lms.kernel.ids import WorkerId
from lms.kernel.intake.cells import Cells, WrongCell
from lms.kernel.intake.whole import read_whole
from lms.kernel.sheets import Columns
from lms.people.model import Listed, Roster, Worker

WORKERS = Columns(
    ("worker_id", "name", "hired_on"),
    (
        "email",
        "team",
        "role",
        "manager_id",
        "employer",
        "ended_on",
        "time_zone",
        "language",
    ),
)
ROSTER = Columns(("worker_id",), tuple(one for one in WORKERS.known if one != "worker_id"))
# The packaged rules, as for civil days: the machine may know zones that they do not.
_ZONES = frozenset((files("tzdata") / "zones").read_text("utf-8").split())


def read_worker(cells: Cells, time_zone: str) -> Worker:
    """Read one row of a staff file; raise `WrongCell` for what it cannot be.

    `time_zone` is that of a worker whose cell is empty.
    """
    worker_id, manager, email = map(cells.text, ("worker_id", "manager_id", "email"))
    zone = cells.text("time_zone") or time_zone
    if zone not in _ZONES:
        told = f"“{zone}” is no time zone. Write one such as America/New_York."
        raise WrongCell("time_zone", told)
    if email and not _is_email(email):
        told = "Write an e-mail address, like name@example.org, or leave the cell empty."
        raise WrongCell("email", told)
    hired_on, ended_on = cells.day("hired_on"), cells.day_if_any("ended_on")
    if ended_on is not None and ended_on < hired_on:
        raise WrongCell("ended_on", f"The last day lies before the hire on {hired_on}.")
    if manager == worker_id:
        raise WrongCell("manager_id", "Nobody can be their own manager.")
    return Worker(
        id=WorkerId(worker_id),
        name=cells.text("name"),
        email=email,
        team=cells.text("team"),
        role=cells.text("role"),
        manager=WorkerId(manager) if manager else None,
        employer=cells.text("employer"),
        hired_on=hired_on,
        ended_on=ended_on,
        time_zone=zone,
        language=cells.text("language") or "en",
    )


def read_roster(file: BinaryIO) -> Roster:
    """Read a roster: worker ids, and what a staff file may say beside; raise `Refused` for none.

    Columns other than the id, the name and the days of employment are not looked at.
    """
    return Roster(*read_whole(file, ROSTER, _listed, lambda one: one.worker))


def _listed(cells: Cells) -> Listed:
    return Listed(
        WorkerId(cells.text("worker_id")),
        cells.text("name"),
        cells.day_if_any("hired_on"),
        cells.day_if_any("ended_on"),
    )


def _is_email(text: str) -> bool:
    name, at, domain = text.partition("@")
    return bool(name and at and "." in domain) and " " not in text and "@" not in domain
