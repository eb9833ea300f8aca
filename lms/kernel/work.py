"""The unit of work: who acts, when, for which organization, inside which transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.orm import Session

from lms.kernel.access import SYSTEM, Actor
from lms.kernel.clock import Clock, utc_now
from lms.kernel.errors import Unavailable
from lms.kernel.files import FileStore
from lms.kernel.ids import new_id
from lms.kernel.keyring import Keyring

FULL_OR_BUSY = (
    "The database cannot take this just now: it is busy, or its disk is full. It was not done, "
    "and what was saved before is safe. Try again in a moment; if it goes on, tell your "
    "administrator."
)


RECORDED = "lms-recorded"
"""Under this name a session remembers that it wrote to the ledger."""


@dataclass(frozen=True)
class Organization:
    """The house that runs the product, as its own settings name it.

    `time_zone` (IANA) is that of workers who have none; `public_url` stands in certificates
    and messages, never the address of a request.
    """

    name: str
    public_url: str
    time_zone: str
    contact_name: str
    contact_email: str
    signatory: str
    signatory_role: str
    demonstration: bool = False
    sends_mail: bool = False
    verify_path: str = "/verify"

    @property
    def verify_url(self) -> str:
        """Where anybody may check a certificate: the address before its number."""
        return f"{self.public_url}{self.verify_path}"


@dataclass(frozen=True)
class UnitOfWork:
    """What every action is given. Whoever opened it commits it; an action never does."""

    session: Session
    actor: Actor
    now: datetime
    new_id: Callable[[], UUID]
    organization: Organization
    files: FileStore
    keys: Keyring

    def acting_as(self, actor: Actor) -> "UnitOfWork":
        """Return the same work in the name of somebody else, as an import of history does."""
        return replace(self, actor=actor)


@dataclass(frozen=True)
class Workshop:
    """Opens units of work: for a page, a command, a message from outside, or a test.

    `recorded` is told of each work that wrote to the ledger and was kept, in one that looks.
    """

    engine: Engine
    organization: Organization
    files: FileStore
    keys: Keyring
    clock: Clock = utc_now
    new_id: Callable[[], UUID] = new_id
    recorded: Callable[[UnitOfWork], None] | None = None

    @contextmanager
    def work(self, actor: Actor) -> Iterator[UnitOfWork]:
        """One transaction that may write: kept on success, undone whole on any error."""
        try:
            with Session(self.engine) as session, session.begin():
                yield self._unit(session, actor)
        except (OperationalError, NoConnectionLeft) as error:
            raise Unavailable(FULL_OR_BUSY) from error
        if self.recorded is not None and session.info.get(RECORDED):
            with self.look(SYSTEM) as look:
                self.recorded(look)

    @contextmanager
    def rehearsal(self, actor: Actor) -> Iterator[UnitOfWork]:
        """One transaction that is always undone, so that one sees what would come of it."""
        with suppress(_RehearsedError), self.work(actor) as work:
            yield work
            raise _RehearsedError

    @contextmanager
    def look(self, actor: Actor) -> Iterator[UnitOfWork]:
        """One transaction that only reads: a write in it is an error of ours."""
        reading = self.engine.execution_options(sqlite_begin="DEFERRED")
        try:
            with Session(reading) as session, session.begin():
                event.listen(session, "before_flush", _refuse_write)
                yield self._unit(session, actor)
        except (OperationalError, NoConnectionLeft) as error:
            raise Unavailable(FULL_OR_BUSY) from error

    def _unit(self, session: Session, actor: Actor) -> UnitOfWork:
        return UnitOfWork(
            session,
            actor,
            now=self.clock(),
            new_id=self.new_id,
            organization=self.organization,
            files=self.files,
            keys=self.keys,
        )


class _RehearsedError(Exception):
    """Undoes a rehearsal that went well."""


def _refuse_write(session: Session, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("A question was asked with a transaction that only reads.")
