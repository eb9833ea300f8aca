"""New keys sign from today; what the old ones signed stays good."""

from lms.evidence.facts import KeyRotated
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Forbidden
from lms.kernel.keyring import KnownKey
from lms.kernel.work import UnitOfWork


def rotate_keys(work: UnitOfWork) -> KnownKey:
    """Make the key that signs anew, and say so in the ledger.

    Only a command at the server's own console does it. Raises `InvalidSettings` when the
    folder of keys cannot be used.
    """
    if work.actor != SYSTEM:
        raise Forbidden("Keys are changed at the server's own console: part2-lms keys rotate")
    before = work.keys.known()[-1].public
    new = work.keys.rotate(work.now.date(), work.organization.name)
    record(work, KeyRotated(new.public.id, new.public.raw.hex(), before.id))
    return new
