"""Everything that can be refused, and why.

LMSError
├── NotSignedIn         nobody is there, and somebody must be               401
├── NotFound            the thing is not there, or not yours to see         404
├── Forbidden           you are known, and may not do this                  403
├── Conflict            it was possible a moment ago, and no longer is      409
├── Refused             what was sent cannot be accepted; says what to do   422
├── Unavailable         the disk or the database cannot take it just now    503
├── InvalidContent      a content file cannot be read: file, line, reason   500
└── InvalidSettings     a setting is wrong: the key and what it must be     500
"""

from collections.abc import Iterable
from typing import Self


class Fault(str):
    """One thing that is wrong, in a sentence for people, and the field that it is about."""

    __slots__ = ("field",)
    field: str

    def __new__(cls, sentence: str, field: str = "") -> Self:
        """Make it of its sentence, and the name of its field if it is about one."""
        fault = super().__new__(cls, sentence)
        fault.field = field
        return fault


class LMSError(Exception):
    """Base of every error this package raises; its message is fit to be shown."""


class NotSignedIn(LMSError):  # noqa: N818 - reads as a sentence: `raise NotSignedIn(...)`
    """Nobody is signed in, and this needs somebody."""


class NotFound(LMSError):  # noqa: N818 - reads as a sentence
    """The thing is not there, or not yours to see: callers cannot tell which."""


class Forbidden(LMSError):  # noqa: N818 - reads as a sentence
    """The actor is known and may not do this."""


class Conflict(LMSError):  # noqa: N818 - reads as a sentence
    """It was possible a moment ago and no longer is."""


class Refused(LMSError):  # noqa: N818 - reads as a sentence
    """What was sent cannot be accepted; the message says what to do.

    `faults` are its sentences one by one, each with the field it is about.
    """

    def __init__(self, message: str, faults: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(one if isinstance(one, Fault) else Fault(one) for one in faults)

    @classmethod
    def of(cls, faults: Iterable[str]) -> Self:
        """Refuse for several reasons at once."""
        told = tuple(faults)
        return cls(" ".join(told), told)


class Unavailable(LMSError):  # noqa: N818 - reads as a sentence
    """The disk or the database cannot take it just now; nothing was kept."""


class InvalidContent(LMSError):  # noqa: N818 - reads as a sentence
    """A content file cannot be read; the message names file, line and reason."""


class InvalidSettings(LMSError):  # noqa: N818 - reads as a sentence
    """A setting is wrong; the message names its key and what it must be."""
