"""Setting the demonstration up: its folder, its history, and one sign-in for each role."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from lms.accounts.store import by_email
from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.offer_link import offer_link
from lms.actions.accounts.set_password import set_password
from lms.actions.agreements.rooms.open_audit_room import Opening, open_audit_room
from lms.certificates.numbers import number_from
from lms.demonstration.clients import CLIENTS
from lms.demonstration.decisions import DECIDING
from lms.demonstration.play import play
from lms.demonstration.staff import EMPLOYER, HEAD, OFFICER
from lms.kernel.access import SYSTEM, Role
from lms.kernel.clock import Clock, utc_now
from lms.kernel.errors import Refused
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.library import Library, bundled_content, open_library
from lms.settings.opening import open_workshop
from lms.settings.read import read_settings
from lms.standalone import prepare
from lms.standing.civil import civil_day

DAYS: Final = 4 * 365
DOMAIN: Final = "alderquay.example"
ACCOUNTS: Final = (
    (Role.WORKER, f"juniper.vale@{DOMAIN}", "AQ-011"),
    (Role.MANAGER, f"sylvan.mercer@{DOMAIN}", HEAD[0]),
    (Role.OFFICER, f"orrin.pike@{DOMAIN}", OFFICER[0]),
    (Role.AUDITOR, f"internal.audit@{DOMAIN}", None),
    (Role.CLIENT_AUDITOR, "auditor@lowtideclinic.example", None),
    (Role.ADMIN, f"admin@{DOMAIN}", None),
)
"""One account for each role: address, and the worker it belongs to."""
ROOM_DAYS: Final = 90


@dataclass(frozen=True)
class SignIn:
    """With what somebody signs in to the demonstration."""

    role: Role
    email: str
    password: str


def demonstration_settings(folder: Path, port: int) -> dict[str, Any]:
    """Return the settings of the demonstration, whose records all lie in one folder."""
    return {
        "LMS_DATABASE_URL": f"sqlite:///{folder / 'lms.db'}",
        "LMS_FILES": str(folder / "files"),
        "LMS_KEYS": str(folder / "keys"),
        "LMS_SECRET_KEY_FILE": str(folder / "secret.key"),
        "LMS_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "LMS_ORGANIZATION": EMPLOYER,
        "LMS_CONTACT_NAME": f"{OFFICER[1]}, {OFFICER[2]}",
        "LMS_CONTACT_EMAIL": f"training@{DOMAIN}",
        "LMS_SIGNATORY": OFFICER[1],
        "LMS_SIGNATORY_ROLE": "Compliance officer",
        "LMS_TIME_ZONE": "America/New_York",
        "LMS_DEMONSTRATION": True,
    }


def stage(folder: Path, port: int, told: Callable[[int, int], None], *, days: int = DAYS) -> None:
    """Build the demonstration in a folder that has none; an interrupted build leaves nothing.

    `told` hears of days played, of days in all. The keys are as old as the history, so that
    what was signed in it was signed when its certificate was valid.
    """
    draft = folder.with_name(f"{folder.name}.building")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    began_at = utc_now() - timedelta(days=days + 1)
    workshop = _opened(draft, port, lambda: began_at)
    try:
        today = civil_day(workshop.clock(), workshop.organization.time_zone)
        play(workshop, whole_library(), (today - timedelta(days=days), today), told)
        _make_accounts(workshop, today)
    finally:
        workshop.engine.dispose()
    draft.rename(folder)


def renewed_sign_ins(folder: Path, port: int) -> Iterator[SignIn]:
    """Give every account of the demonstration a new password, and tell it."""
    workshop = _opened(folder, port)
    try:
        for role, email, _ in ACCOUNTS:
            with workshop.work(SYSTEM) as work:
                password = _with_new_password(work, email)
            yield SignIn(role, email, password)
    finally:
        workshop.engine.dispose()


def _opened(folder: Path, port: int, keys_made: Clock = utc_now) -> Workshop:
    settings = read_settings(demonstration_settings(folder, port))
    prepare(settings, keys_made)
    return open_workshop(settings)


def whole_library() -> Library:
    """Return the product's own content and the invented company's course."""
    bundled = open_library(bundled_content())
    with as_file(files("lms") / "demonstration" / "content") as root:
        own = open_library(root)
    return replace(
        bundled,
        courses={**bundled.courses, **own.courses},
        quizzes={**bundled.quizzes, **own.quizzes},
    )


def _make_accounts(workshop: Workshop, today: date) -> None:
    for role, email, worker in ACCOUNTS:
        if role is Role.CLIENT_AUDITOR:
            _let_in(workshop, email, today)
            continue
        with workshop.work(SYSTEM) as work:
            make_account(work, email, role, None if worker is None else WorkerId(worker))


def _let_in(workshop: Workshop, email: str, today: date) -> None:
    """Open a room to the auditor of the first client."""
    client = CLIENTS[0]
    opening = Opening(
        agreement=AgreementId(client.agreement),
        email=email,
        guest="Tobin Marsh",
        firm="Fenwick Rye Assurance",
        until_on=today + timedelta(days=ROOM_DAYS - 1),
        approved_by=WorkerId(HEAD[0]),
        reason="Yearly review",
    )
    with workshop.work(DECIDING) as work:
        open_audit_room(work, opening)


def _with_new_password(work: UnitOfWork, email: str) -> str:
    password = number_from(work.new_id()).lower()
    unfit = set_password(work, offer_link(work, email).token, password)
    if unfit is not None or by_email(work.session, email) is None:
        raise Refused(f"The demonstration's account {email} could not be opened: {unfit}")
    return password
