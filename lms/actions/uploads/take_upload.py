"""A file that waits is taken to be brought in, and waits no longer."""

from uuid import UUID

from lms.accounts.model import Upload
from lms.accounts.store import drop_upload, upload_of
from lms.actions.uploads.keep_upload import KEPT_FOR
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound
from lms.kernel.work import UnitOfWork


def take_upload(work: UnitOfWork, upload: UUID) -> Upload:
    """Return a file of the acting account, and forget it; where the work is undone, it stays.

    Raises `NotFound` for one of another account, one that was confirmed, and one of yesterday.
    """
    work.actor.require(Permission.IMPORT)
    waiting = upload_of(work.session, upload, work.actor.account)
    if waiting is None or waiting.made_at < work.now - KEPT_FOR:
        raise NotFound("This file waits no longer. Choose it again.")
    drop_upload(work.session, upload)
    return waiting
