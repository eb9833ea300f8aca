"""One spelling of an e-mail address, so that one person has one account."""

import re
import unicodedata

from lms.kernel.errors import Refused

LONGEST = 254
_SHAPE = re.compile(r"[^@\s\x00-\x1f\x7f<>\"(),:;\\\[\]]+@[^@\s\x00-\x1f\x7f<>\"(),:;\\\[\]]+")


def normalised(email: str) -> str:
    """Return the address composed (NFC), without outer spaces, and in folded case.

    Raises `Refused` for what is no address, or longer than 254 characters.
    """
    spelled = unicodedata.normalize("NFC", unicodedata.normalize("NFC", email).strip().casefold())
    if len(spelled) > LONGEST or not _SHAPE.fullmatch(spelled):
        raise Refused("Enter an email address, like name@example.org.")
    return spelled
