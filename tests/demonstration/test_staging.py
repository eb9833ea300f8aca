"""Setting the demonstration up: a short one, in a folder of its own."""

from pathlib import Path

from sqlalchemy import select

from lms.certificates.tables import CertificateRow
from lms.demonstration.staging import ACCOUNTS, demonstration_settings, renewed_sign_ins, stage
from lms.kernel.access import SYSTEM
from lms.reports.upkeep.soundness import soundness
from lms.settings.opening import open_workshop
from lms.settings.read import read_settings


def test_a_demonstration_is_sound_and_opens_for_every_role(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    heard: list[tuple[int, int]] = []

    stage(folder, 8000, lambda done, of: heard.append((done, of)), days=20)
    sign_ins = list(renewed_sign_ins(folder, 8000))
    workshop = open_workshop(read_settings(demonstration_settings(folder, 8000)))
    with workshop.look(SYSTEM) as work:
        certificates = work.session.scalars(select(CertificateRow)).all()
        found = {one.name for one in soundness(work) if not one.sound}
    workshop.engine.dispose()

    assert heard[-1] == (20, 20)
    assert [one.role for one in sign_ins] == [role for role, _, _ in ACCOUNTS]
    assert certificates
    assert found == set()
