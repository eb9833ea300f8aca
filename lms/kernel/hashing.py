"""How passwords are kept and compared: argon2id, and never more than two at a time."""

from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB: Final = 19 * 1024
PASSES: Final = 2
LANES: Final = 1
AT_ONCE: Final = 2
"""Verifications in one process: a wave of sign-ins waits instead of filling the memory."""


@dataclass(frozen=True)
class Verdict:
    """Whether a password was right, and a better hash to keep if the kept one is too weak."""

    right: bool
    better_hash: str | None = None


@dataclass(frozen=True)
class Hasher:
    """Hashes and compares passwords exactly as typed. The parameters may only rise."""

    memory_kib: int = MEMORY_KIB
    passes: int = PASSES
    lanes: int = LANES
    _turns: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))

    def hash(self, password: str) -> str:
        """Return what to keep of a password."""
        with self._turns:
            return self._argon2.hash(password.encode("utf-8", "replace"))

    def compare(self, kept: str | None, password: str) -> Verdict:
        """Compare a password with what was kept of one; with nothing kept, compare all the same.

        Whoever is not there, is disabled or has set no password costs as much time as
        whoever is there: the work is done on a hash that no password has.
        """
        with self._turns:
            right = self._verified(kept or self.nobodys, password)
        if kept is None or not right:
            return Verdict(right=False)
        weak = self._argon2.check_needs_rehash(kept)
        return Verdict(right=True, better_hash=self.hash(password) if weak else None)

    @property
    def nobodys(self) -> str:
        """A hash of these parameters whose password nobody knows."""
        return (
            f"$argon2id$v=19$m={self.memory_kib},t={self.passes},p={self.lanes}"
            "$bm9ib2R5a25vd3N0aGlz$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        )

    @property
    def _argon2(self) -> PasswordHasher:
        return PasswordHasher(
            time_cost=self.passes, memory_cost=self.memory_kib, parallelism=self.lanes
        )

    def _verified(self, kept: str, password: str) -> bool:
        try:
            return self._argon2.verify(kept, password.encode("utf-8", "replace"))
        except (VerificationError, InvalidHashError):
            return False


HASHER: Final = Hasher()
"""The one of this process, so that its turns are counted in one place."""
