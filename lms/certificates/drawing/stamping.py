"""A stamp of the time from an authority outside (RFC 3161): asked for, never insisted on."""

from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from asn1crypto.tsp import TimeStampReq, TimeStampResp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

PATIENCE_SECONDS: Final = 2.0
REST_SECONDS: Final = 300.0
MOST_BYTES: Final = 64 * 1024


class NoTimeStamp(OSError):  # noqa: N818 - reads as a sentence: `except NoTimeStamp`
    """The authority did not stamp the time; the message says why, in a few words."""


@dataclass
class Authority:
    """An authority as this process has come to know it: after a failure it is left in peace.

    So one that is down delays a hand-in once in five minutes, by two seconds, and no more.
    """

    address: str
    _failed_at: float | None = None
    _lock: Lock = field(default_factory=Lock)

    def rests(self) -> bool:
        """Say whether it failed a short while ago."""
        with self._lock:
            return self._failed_at is not None and monotonic() - self._failed_at < REST_SECONDS

    def failed(self, *, so: bool) -> None:
        """Remember whether it answered."""
        with self._lock:
            self._failed_at = monotonic() if so else None


_KNOWN: Final[dict[str, Authority]] = {}


def stamper_at(address: str) -> TimeStamper:
    """Return who stamps the time, over HTTP; raise `NoTimeStamp` while it is left in peace."""
    authority = _KNOWN.setdefault(address, Authority(address))
    if authority.rests():
        raise NoTimeStamp("the authority did not answer a short while ago")
    return _OverHTTP(authority)


class _OverHTTP(TimeStamper):
    def __init__(self, authority: Authority) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko leaves it open
        self._authority = authority

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:  # noqa: ANN401 - pyHanko is untyped
        try:
            stamp = await super().async_timestamp(message_digest, md_algorithm)
        except (TimestampRequestError, OSError, ValueError) as error:
            self._authority.failed(so=True)
            raise NoTimeStamp(_cause(error)) from error
        self._authority.failed(so=False)
        return stamp

    async def async_request_tsa_response(self, req: TimeStampReq) -> TimeStampResp:
        asked = Request(  # noqa: S310 - the address is the operator's, and http or https
            self._authority.address,
            data=req.dump(),
            headers={"Content-Type": "application/timestamp-query"},
        )
        try:
            with urlopen(asked, timeout=PATIENCE_SECONDS) as answer:  # noqa: ASYNC210, S310 - nothing else waits in this loop
                return TimeStampResp.load(answer.read(MOST_BYTES))
        except HTTPError as refused:
            with refused:
                raise TimestampRequestError(f"the authority answered {refused.code}") from None


def _cause(error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    return f"{type(reason).__name__}: {reason}"[:200]
