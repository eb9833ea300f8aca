"""Who is signed in with this token, if anybody still is?"""

from datetime import datetime
from typing import Final

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from lms.accounts.expiry import still_signed_in
from lms.accounts.model import SessionLimits, SignedIn, Theme
from lms.accounts.tables import AccountRow, SessionRow
from lms.accounts.tokens import digest_of
from lms.kernel.access import ALLOWED, Actor, Role
from lms.kernel.ids import WorkerId
from lms.people.tables import WorkerRow
from lms.standing.civil import civil_day

# Made once: to put a statement together takes longer than to run it.
_session = SessionRow.__table__.c
_account = AccountRow.__table__.c
_worker = WorkerRow.__table__.c
_WHO: Final = (
    select(
        _session.signed_in_at,
        _session.seen_at,
        _account.id,
        _account.email,
        _account.role,
        _account.theme,
        _account.worker_id,
        _worker.name,
        _worker.ended_on,
        _worker.time_zone,
    )
    .join_from(SessionRow.__table__, AccountRow.__table__, _account.id == _session.account_id)
    .outerjoin(WorkerRow.__table__, _worker.id == _account.worker_id)
    .where(_session.token_sha256 == bindparam("token"))
    .where(_session.ended_at.is_(None))
    .where(_account.disabled_at.is_(None))
)


def signed_in(
    session: Session, token: str, now: datetime, limits: SessionLimits, zone: str
) -> SignedIn | None:
    """Return who bears a token, in one statement, with what they may do today.

    Nobody bears it once the sign-in ended, was idle too long or lasted too long, the account
    is disabled, or the worker's employment is over in `zone`, the organization's time zone.
    """
    row = session.execute(_WHO, {"token": digest_of(token)}).first()
    if row is None:
        return None
    role = Role(row.role)
    if not still_signed_in(role, row.signed_in_at, row.seen_at, now, limits):
        return None
    if row.ended_on is not None and row.ended_on <= civil_day(now, zone):
        return None
    return _signed_in(row, role, token)


def _signed_in(row: Row, role: Role, token: str) -> SignedIn:  # type: ignore[type-arg]  # the select above says its columns
    return SignedIn(
        actor=Actor(
            account=str(row.id),
            name=row.name or row.email,
            permissions=ALLOWED[role],
            worker=None if row.worker_id is None else WorkerId(row.worker_id),
            time_zone=row.time_zone or "",
        ),
        email=row.email,
        role=role,
        theme=Theme(row.theme),
        token=token,
        seen_at=row.seen_at,
    )
