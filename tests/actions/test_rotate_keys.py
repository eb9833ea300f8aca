"""The key that signs is made anew."""

import json

import pytest

from lms.actions.rotate_keys import rotate_keys
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden
from lms.kernel.work import Workshop
from tests.builders import an_actor


def test_the_ledger_says_which_key_signs_and_which_did(workshop: Workshop) -> None:
    old = workshop.keys.current

    with workshop.work(SYSTEM) as work:
        new = rotate_keys(work)
        said = json.loads(next(iter(entries(work.session))).statement)

    assert workshop.keys.current.public == new.public != old.public
    assert (said["key"], said["ed25519"]) == (new.public.id, new.public.raw.hex())
    assert said["before"] == old.id


def test_nobody_who_is_signed_in_changes_a_key(workshop: Workshop) -> None:
    before = workshop.keys.current.id

    with pytest.raises(Forbidden, match="console"), workshop.work(an_actor(Role.ADMIN)) as work:
        rotate_keys(work)

    assert workshop.keys.current.id == before
