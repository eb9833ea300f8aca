"""How passwords are kept and compared."""

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from lms.kernel.hashing import HASHER, Hasher

WEAK = Hasher(memory_kib=64, passes=1)


def test_a_password_is_kept_as_argon2id_of_19_mib_and_two_passes() -> None:
    kept = HASHER.hash("velvet otter under nine maples")

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert HASHER.compare(kept, "velvet otter under nine maples").right


@pytest.mark.parametrize(
    "other", ["velvet otter", "Velvet otter under nine maples", "velvet otter under nine maples "]
)
def test_a_password_is_compared_exactly_as_typed(other: str) -> None:
    kept = WEAK.hash("velvet otter under nine maples")

    assert not WEAK.compare(kept, other).right


@pytest.mark.parametrize("password", ["é" * 64, "e\u0301" * 64, "a\x00b" * 9, "😀" * 200, ""])
def test_every_character_of_every_script_counts(password: str) -> None:
    kept = WEAK.hash(password)

    assert WEAK.compare(kept, password).right
    assert not WEAK.compare(kept, password + "x").right


def test_a_weaker_hash_is_replaced_at_the_next_sign_in_and_a_strong_one_kept() -> None:
    weak, strong = WEAK.hash("velvet otter"), HASHER.hash("velvet otter")

    better = HASHER.compare(weak, "velvet otter").better_hash

    assert better is not None
    assert better.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert HASHER.compare(strong, "velvet otter").better_hash is None
    assert HASHER.compare(weak, "wrong").better_hash is None


def test_nobodys_hash_is_a_real_one_of_the_same_cost_that_no_password_opens() -> None:
    assert not HASHER.compare(None, "").right
    assert not HASHER.compare("no hash at all", "").right
    assert "$m=19456,t=2,p=1$" in HASHER.nobodys
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(HASHER.nobodys, "anything")
