"""Accounts, sessions, one-time links and throttles in and out of the database."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import case, delete, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.accounts.model import Account, Theme, Upload
from lms.accounts.tables import (
    AccountRow,
    OneTimeLinkRow,
    SessionRow,
    ThrottleRow,
    TranscriptLinkRow,
    UploadRow,
)
from lms.accounts.throttling import WINDOW, Limit
from lms.kernel.access import Role
from lms.kernel.database import Instant
from lms.kernel.ids import AccountId, WorkerId


def add(session: Session, account: Account) -> None:
    """Keep a new account."""
    session.add(
        AccountRow(
            id=account.id,
            email=account.email,
            role=account.role,
            worker_id=account.worker,
            password_hash=account.password_hash,
            theme=account.theme,
            made_at=account.made_at,
            disabled_at=account.disabled_at,
        )
    )
    session.flush()


def by_email(session: Session, email: str) -> Account | None:
    """Return the account of a normalised address."""
    row = session.scalar(select(AccountRow).where(AccountRow.email == email))
    return None if row is None else _account(row)


def of_worker(session: Session, worker: WorkerId) -> Account | None:
    """Return the account that belongs to a worker."""
    row = session.scalar(select(AccountRow).where(AccountRow.worker_id == worker))
    return None if row is None else _account(row)


def by_id(session: Session, account: AccountId, *, lock: bool = False) -> Account | None:
    """Return an account; with `lock`, nobody else changes it before this transaction ends."""
    question = select(AccountRow).where(AccountRow.id == account)
    row = session.scalar(question.with_for_update() if lock else question)
    return None if row is None else _account(row)


def set_password_hash(session: Session, account: AccountId, password_hash: str) -> None:
    """Keep what is kept of a password."""
    session.execute(
        update(AccountRow).where(AccountRow.id == account).values(password_hash=password_hash)
    )


def set_theme(session: Session, account: AccountId, theme: Theme) -> None:
    """Keep how pages look to somebody."""
    session.execute(update(AccountRow).where(AccountRow.id == account).values(theme=theme))


def add_session(session: Session, token_sha256: str, account: AccountId, now: datetime) -> None:
    """Keep that somebody signed in."""
    session.add(
        SessionRow(token_sha256=token_sha256, account_id=account, signed_in_at=now, seen_at=now)
    )
    session.flush()


def touch_session(session: Session, token_sha256: str, now: datetime) -> None:
    """Note that somebody is still there; never set the time back, never wake an ended one."""
    session.execute(
        update(SessionRow)
        .where(SessionRow.token_sha256 == token_sha256)
        .where(SessionRow.ended_at.is_(None))
        .where(SessionRow.seen_at < now)
        .values(seen_at=now)
    )


def end_session(session: Session, token_sha256: str, now: datetime) -> None:
    """End one sign-in."""
    session.execute(
        update(SessionRow)
        .where(SessionRow.token_sha256 == token_sha256)
        .where(SessionRow.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_sessions_of(session: Session, account: AccountId, now: datetime) -> None:
    """End every sign-in of an account, on every device."""
    session.execute(
        update(SessionRow)
        .where(SessionRow.account_id == account)
        .where(SessionRow.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_every_way_in(session: Session, now: datetime) -> None:
    """End every sign-in and use up every link, whosever they are: they come from another day."""
    session.execute(update(SessionRow).where(SessionRow.ended_at.is_(None)).values(ended_at=now))
    for links in (OneTimeLinkRow, TranscriptLinkRow):
        session.execute(update(links).where(links.used_at.is_(None)).values(used_at=now))


def add_link(
    session: Session, token_sha256: str, account: AccountId, expires_at: datetime
) -> None:
    """Keep a one-time link."""
    session.add(
        OneTimeLinkRow(token_sha256=token_sha256, account_id=account, expires_at=expires_at)
    )
    session.flush()


def account_of_link(session: Session, token_sha256: str, now: datetime) -> Account | None:
    """Return whose link it is, if it can still be used."""
    row = session.scalar(
        select(AccountRow)
        .join(OneTimeLinkRow, OneTimeLinkRow.account_id == AccountRow.id)
        .where(OneTimeLinkRow.token_sha256 == token_sha256)
        .where(OneTimeLinkRow.used_at.is_(None))
        .where(OneTimeLinkRow.expires_at > now)
        .where(AccountRow.disabled_at.is_(None))
    )
    return None if row is None else _account(row)


def use_link(session: Session, token_sha256: str, now: datetime) -> bool:
    """Use a link up; say whether it still could be used. Of two at once, one is told no."""
    used = session.execute(
        update(OneTimeLinkRow)
        .where(OneTimeLinkRow.token_sha256 == token_sha256)
        .where(OneTimeLinkRow.used_at.is_(None))
        .where(OneTimeLinkRow.expires_at > now)
        .values(used_at=now)
        .returning(OneTimeLinkRow.account_id)
    )
    return used.first() is not None


def use_links_of(session: Session, account: AccountId, now: datetime) -> None:
    """Use up every link of an account, so that an older one opens nothing."""
    session.execute(
        update(OneTimeLinkRow)
        .where(OneTimeLinkRow.account_id == account)
        .where(OneTimeLinkRow.used_at.is_(None))
        .values(used_at=now)
    )


def add_transcript_link(
    session: Session, token_sha256: str, worker: WorkerId, expires_at: datetime
) -> None:
    """Keep a link to a transcript."""
    row = TranscriptLinkRow(token_sha256=token_sha256, worker_id=worker, expires_at=expires_at)
    session.add(row)
    session.flush()


def use_transcript_link(session: Session, token_sha256: str, now: datetime) -> WorkerId | None:
    """Use a link up; return whose it is if it could still be used. Of two, one is told no."""
    row = TranscriptLinkRow
    used = session.execute(
        update(row)
        .where(row.token_sha256 == token_sha256, row.used_at.is_(None), row.expires_at > now)
        .values(used_at=now)
        .returning(row.worker_id)
    ).first()
    return None if used is None else WorkerId(used.worker_id)


def transcript_link_works(session: Session, token_sha256: str, now: datetime) -> bool:
    """Say whether a link to a transcript can still be used."""
    row = TranscriptLinkRow
    found = session.scalar(
        select(row.worker_id).where(
            row.token_sha256 == token_sha256, row.used_at.is_(None), row.expires_at > now
        )
    )
    return found is not None


def use_transcript_links_of(session: Session, worker: WorkerId, now: datetime) -> None:
    """Use up every link to a worker's transcript, so that an older one opens nothing."""
    row = TranscriptLinkRow
    session.execute(
        update(row).where(row.worker_id == worker, row.used_at.is_(None)).values(used_at=now)
    )


def count_failure(session: Session, limit: Limit, now: datetime) -> int:
    """Count one failure under a key and return how many there are in its window.

    One statement, so that guesses which come at the same time are all counted. A window
    that is over begins anew; so does one from far in the future, after a clock was set back.
    """
    dialect = session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    over = (ThrottleRow.window_began_at <= now - WINDOW) | (
        ThrottleRow.window_began_at > now + WINDOW
    )
    counted = session.execute(
        insert(ThrottleRow)
        .values(key=limit.key, window_began_at=now, failures=1)
        .on_conflict_do_update(
            index_elements=[ThrottleRow.key],
            set_={
                "failures": case((over, 1), else_=ThrottleRow.failures + 1),
                "window_began_at": case(
                    (over, literal(now, Instant())), else_=ThrottleRow.window_began_at
                ),
            },
        )
        .returning(ThrottleRow.failures)
    )
    return counted.scalar_one()


def forget_failures(session: Session, limit: Limit) -> None:
    """Forget every failure under a key: the right password was given."""
    session.execute(delete(ThrottleRow).where(ThrottleRow.key == limit.key))


def take_back_failure(session: Session, limit: Limit) -> None:
    """Take back one failure that was counted before it was known to be none."""
    session.execute(
        update(ThrottleRow)
        .where(ThrottleRow.key == limit.key)
        .where(ThrottleRow.failures > 0)
        .values(failures=ThrottleRow.failures - 1)
    )


def forget_old_failures(session: Session, now: datetime) -> None:
    """Throw away windows that are long over, and with them what nobody needs to keep."""
    session.execute(delete(ThrottleRow).where(ThrottleRow.window_began_at <= now - WINDOW))


def drop_accounts_of(session: Session, workers: Sequence[WorkerId]) -> None:
    """Take the accounts of workers away, with their sign-ins and links."""
    mine = select(AccountRow.id).where(AccountRow.worker_id.in_(workers))
    for row in (SessionRow, OneTimeLinkRow):
        session.execute(delete(row).where(row.account_id.in_(mine)))
    for own in (AccountRow, TranscriptLinkRow):
        session.execute(delete(own).where(own.worker_id.in_(workers)))


def _account(row: AccountRow) -> Account:
    return Account(
        id=AccountId(row.id),
        email=row.email,
        role=Role(row.role),
        worker=None if row.worker_id is None else WorkerId(row.worker_id),
        theme=Theme(row.theme),
        made_at=row.made_at,
        password_hash=row.password_hash,
        disabled_at=row.disabled_at,
    )


def add_upload(session: Session, upload: Upload) -> None:
    """Keep a file that waits to be confirmed."""
    session.add(UploadRow(**vars(upload)))
    session.flush()


def upload_of(session: Session, id: UUID, account: str) -> Upload | None:  # noqa: A002 - it is an id
    """Return a file that waits, if this account sent it."""
    query = select(UploadRow).where(UploadRow.id == id, UploadRow.account == account)
    row = session.scalar(query)
    if row is None:
        return None
    return Upload(row.id, row.account, row.kind, row.file_name, row.content, row.made_at)


def drop_upload(session: Session, id: UUID) -> None:  # noqa: A002 - it is an id
    """Forget a file that waited."""
    session.execute(delete(UploadRow).where(UploadRow.id == id))


def drop_uploads_before(session: Session, instant: datetime) -> None:
    """Forget the files that nobody confirmed in time."""
    session.execute(delete(UploadRow).where(UploadRow.made_at < instant))
