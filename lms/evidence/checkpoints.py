"""Where the ledger stood at some instant, signed: what has left the house bears witness later."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from lms.kernel.canonical import canonical

WHAT: Final = "part2-lms checkpoint"


@dataclass(frozen=True)
class Head:
    """The newest entry's number and seal at an instant, and the id of the key that signs it."""

    number: int
    seal: str
    at: datetime
    key_id: str

    @property
    def signed(self) -> bytes:
        """The bytes that are signed: the line without its signature, in canonical form."""
        return canonical(self._said())

    def _said(self) -> dict[str, object]:
        return {
            "at": self.at.astimezone(UTC).isoformat(),
            "key": self.key_id,
            "number": self.number,
            "seal": self.seal,
            "what": WHAT,
        }


@dataclass(frozen=True)
class Checkpoint(Head):
    """A head of the ledger with the Ed25519 signature under it."""

    signature: bytes

    @property
    def line(self) -> str:
        """The line that is handed on: one JSON object, without the end of the line."""
        signature = b64encode(self.signature).decode()
        return canonical({**self._said(), "signature": signature}).decode()


def read_checkpoint(line: str) -> Checkpoint:
    """Read a line again; raise `ValueError` for what is no checkpoint."""
    try:
        told = json.loads(line)
        if told.pop("what") != WHAT:
            raise ValueError("not a checkpoint")
        return Checkpoint(
            number=int(told["number"]),
            seal=str(told["seal"]),
            at=datetime.fromisoformat(told["at"]),
            key_id=str(told["key"]),
            signature=b64decode(told["signature"], validate=True),
        )
    except (KeyError, TypeError, AttributeError, NotBase64) as error:
        raise ValueError("not a checkpoint") from error
