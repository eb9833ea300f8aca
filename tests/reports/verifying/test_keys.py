"""Lost keys are noticed, and none are made in their place."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lms.kernel.access import SYSTEM
from lms.kernel.errors import InvalidSettings
from lms.kernel.keyring import Keyring
from lms.kernel.work import Workshop
from lms.reports.upkeep.soundness import Finding, soundness
from lms.reports.verifying.keys import require_keys, unknown_keys
from tests.actions.certificates.deciding import passed
from tests.actions.office import open_office
from tests.actions.school import School
from tests.builders import NOON, ORGANIZATION


@pytest.fixture
def office(workshop: Workshop, tmp_path: Path) -> School:
    return open_office(workshop, tmp_path)


def keys_found(workshop: Workshop) -> Finding:
    """What the doctor says of the keys."""
    with workshop.look(SYSTEM) as work:
        return next(one for one in soundness(work) if one.name == "keys")


def test_keys_that_signed_stay_known_when_they_are_rotated(office: School) -> None:
    passed(office)
    office.workshop.keys.rotate(NOON.date(), ORGANIZATION.name)

    with office.workshop.look(SYSTEM) as work:
        require_keys(work.session, work.keys)
        assert unknown_keys(work.session, work.keys) == []
    assert keys_found(office.workshop).sound


def test_a_folder_of_other_keys_is_found(office: School, tmp_path: Path) -> None:
    passed(office)
    signed_with = office.workshop.keys.current.id
    other = Keyring(tmp_path / "other")
    other.make(NOON.date(), ORGANIZATION.name)

    found = keys_found(replace(office.workshop, keys=other))

    assert not found.sound
    assert signed_with in found.said


def test_a_folder_that_is_gone_is_not_made_anew_where_something_was_signed(
    office: School,
) -> None:
    with office.workshop.look(SYSTEM) as work:
        require_keys(work.session, Keyring(Path("nowhere")))
    passed(office)
    shutil.rmtree(office.workshop.keys.folder)

    with (
        office.workshop.look(SYSTEM) as work,
        pytest.raises(InvalidSettings, match=r"LMS_KEYS: .* holds no keys, and certificates were"),
    ):
        require_keys(work.session, work.keys)
    assert "LMS_KEYS" in keys_found(office.workshop).said


def test_a_signature_that_names_another_house_is_told(office: School, tmp_path: Path) -> None:
    other = Keyring(tmp_path / "other")
    other.make(NOON.date(), "Your organization")

    found = keys_found(replace(office.workshop, keys=other))

    assert not found.sound
    assert "part2-lms keys rotate" in found.said
