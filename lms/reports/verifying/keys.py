"""Are the keys there that signed what was issued?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certificates.tables import CertificateRow
from lms.kernel.errors import InvalidSettings
from lms.kernel.keyring import KEY, Keyring


def unknown_keys(session: Session, keys: Keyring) -> list[str]:
    """Return the ids of keys that signed a certificate and are not in the folder of keys.

    Raises `InvalidSettings` when the folder cannot be used.
    """
    known = {one.public.id for one in keys.known()}
    return sorted(_used(session) - known)


def require_keys(session: Session, keys: Keyring) -> None:
    """Raise `InvalidSettings` if certificates were signed and the folder of keys is not there.

    New keys in its place would hide that the old ones, and what checks them, were lost.
    """
    if not keys.made and _used(session):
        raise InvalidSettings(
            f"{KEY}: {keys.folder} holds no keys, and certificates were signed with some. Name "
            "the folder that holds them, or bring it back from a backup."
        )


def _used(session: Session) -> set[str]:
    used = select(CertificateRow.key_id).where(CertificateRow.key_id.is_not(None)).distinct()
    return {key for key in session.scalars(used) if key}
