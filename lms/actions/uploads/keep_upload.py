"""A file is kept until whoever sent it confirms what it would do, or a day has passed."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from lms.accounts.model import Upload
from lms.accounts.store import add_upload, drop_uploads_before
from lms.kernel.access import Permission
from lms.kernel.errors import Fault, Refused
from lms.kernel.work import UnitOfWork

MOST_BYTES: Final = 16 * 1024 * 1024
KEPT_FOR: Final = timedelta(days=1)


def keep_upload(work: UnitOfWork, kind: str, file_name: str, content: bytes) -> UUID:
    """Keep a file under an id that nobody can guess, for the account that sent it alone.

    It is no record: files older than a day go when the next one comes. Raises `Refused` for an
    empty file, and for one of more than 16 MB.
    """
    work.actor.require(Permission.IMPORT)
    if not content:
        raise Refused.of([Fault("Choose a file that is not empty.", "file")])
    if len(content) > MOST_BYTES:
        raise Refused.of([Fault("The file is larger than 16 MB. Part it in two.", "file")])
    drop_uploads_before(work.session, work.now - KEPT_FOR)
    upload = Upload(work.new_id(), work.actor.account, kind, file_name[:200], content, work.now)
    add_upload(work.session, upload)
    return upload.id
