"""What the settings lead to: the database and folders opened, keys and passwords read."""

import stat
from collections.abc import Callable
from functools import partial
from uuid import UUID

from lms.actions.ledger.keep_daily_checkpoint import keep_daily_checkpoint
from lms.kernel.clock import Clock, utc_now
from lms.kernel.database import make_engine
from lms.kernel.errors import InvalidSettings
from lms.kernel.files import FileStore
from lms.kernel.ids import new_id
from lms.kernel.keyring import Keyring
from lms.kernel.outgoing.document_key import DocumentKey
from lms.kernel.outgoing.mail.server import MailServer
from lms.kernel.work import Workshop
from lms.settings.read import MUST_BE, SHORTEST_SECRET, Settings


def open_workshop(
    settings: Settings, clock: Clock = utc_now, make_id: Callable[[], UUID] = new_id
) -> Workshop:
    """Open the database and the folders that the settings name, and keep daily checkpoints."""
    file = settings.checkpoints
    return Workshop(
        engine=make_engine(settings.database_url),
        organization=settings.house,
        files=FileStore(settings.files),
        keys=Keyring(settings.keys_folder, own_document_key(settings), settings.timestamp_url),
        clock=clock,
        new_id=make_id,
        recorded=None if file is None else partial(keep_daily_checkpoint, file=file),
    )


def mail_server(settings: Settings) -> MailServer | None:
    """Return where mail is handed over; None if none is sent.

    Raises `InvalidSettings` where it is not said from whom mail comes.
    """
    if not settings.smtp_url:
        return None
    try:
        return MailServer.read(settings.smtp_url, settings.mail_from or settings.contact_email)
    except ValueError:
        raise InvalidSettings(f"LMS_MAIL_FROM must be {MUST_BE['mail_from']}.") from None


def own_document_key(settings: Settings) -> DocumentKey | None:
    """Return the key and certificate that an authority gave the organization, if it has one."""
    path, private = settings.signing_certificate, settings.signing_key
    if path is None and settings.signing_pkcs11:
        raise InvalidSettings(f"LMS_SIGNING_PKCS11 must be {MUST_BE['signing_pkcs11']}.")
    if path is None:
        return None
    password = settings.signing_password
    try:
        content = path.read_bytes()
        if settings.signing_pkcs11:
            return DocumentKey.in_token(content, settings.signing_pkcs11)
        if content.lstrip().startswith(b"-----"):
            return DocumentKey.read((private.read_bytes() if private else b"") + content)
        return DocumentKey.from_pkcs12(content, password.encode() if password else None)
    except (OSError, ValueError, TypeError):
        must_be = MUST_BE["signing_certificate"]
        raise InvalidSettings(
            f"LMS_SIGNING_CERTIFICATE must be {must_be}; {path} is not."
        ) from None


def secret_key(settings: Settings) -> str:
    """Return the key that signs cookies, from the setting or its file.

    Raises `InvalidSettings` for a file that is missing, short, or readable by everybody.
    """
    if settings.secret_key is not None:
        return settings.secret_key
    path = settings.secret_key_file
    try:
        everybody = path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH)
        secret = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise InvalidSettings(
            f"LMS_SECRET_KEY is not set, and {path} cannot be read. Run: part2-lms init"
        ) from None
    if everybody or len(secret) < SHORTEST_SECRET:
        raise InvalidSettings(
            f"LMS_SECRET_KEY_FILE must be {MUST_BE['secret_key_file']}; {path} is not."
        )
    return secret
