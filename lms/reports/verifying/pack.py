"""Is this ZIP a pack as it was made? Whatever was changed in it has its name told."""

from collections.abc import Mapping
from datetime import date
from typing import IO, Final

from lms.kernel.outgoing.bag import MINISIG, RAW_SIGNATURE
from lms.kernel.outgoing.opening import faults_of
from lms.reports.verifying.verdict import Keys, NotGenuine, Verdict

MOST_TOLD: Final = 20


def verify_pack(file: IO[bytes], keys: Keys, today: date) -> Verdict:  # noqa: ARG001 - a pack has no last day
    """Tell what a pack is of if it is genuine; raise `NotGenuine` with every fault."""
    signed = _Signed(keys)
    faults = list(faults_of(file, signed.held))
    if faults:
        more = f"; and {len(faults) - MOST_TOLD} more" if len(faults) > MOST_TOLD else ""
        raise NotGenuine("; ".join(faults[:MOST_TOLD]) + more)
    return Verdict(
        genuine=True,
        sentence=f"{signed.comment}: every file is the one that was packed.",
        notes=(f"Signed with key {signed.key}.",),
    )


class _Signed:
    """Which signatures hold, by which of the trusted keys, and what they vouch for."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self.key = ""
        self.comment = "evidence pack"

    def held(self, listed: bytes, signatures: Mapping[str, bytes]) -> dict[str, bool]:
        """Say of each signature whether a trusted key made it of these bytes."""
        return {name: self._holds(name, one, listed) for name, one in signatures.items()}

    def _holds(self, name: str, signature: bytes, listed: bytes) -> bool:
        for known in self._keys.values():
            public = known.public
            if name == RAW_SIGNATURE and public.verify(listed, signature):
                return True
            if name == MINISIG:
                told = public.trusted_comment(listed, signature.decode(errors="replace"))
                if told is not None:
                    self.key, self.comment = public.id, told
                    return True
        return False
