"""No pack holds a word of another client: no name, no person, no program, no day of service."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from lms.kernel.access import SYSTEM
from lms.kernel.files import FileStore
from lms.kernel.work import Workshop
from lms.reports.agreement.pack.hidden import ANOTHER_CLIENT, WITHHELD, Hidden
from lms.reports.asking import Question
from tests.builders import (
    ORGANIZATION,
    StillClock,
    a_keyring,
    counted_ids,
)
from tests.reports.agreement.clients import TIDE, serving
from tests.reports.agreement.pack.house import packed
from tests.reports.agreement.pack.invented import House, invented, settled_in
from tests.reports.house import TODAY
from tests.servers.databases import Databases, opened


def words_of(content: bytes, folder: Path) -> Iterator[tuple[str, str]]:
    """Every member of a pack with what it says, names of files included; PDFs as text too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            held = archive.read(name)
            yield name, f"{name}\n{held.decode(errors='ignore')}"
            if name.endswith(".pdf"):
                (folder / "read.pdf").write_bytes(held)
                command = ("pdftotext", str(folder / "read.pdf"), "-")
                yield (
                    name,
                    subprocess.run(command, check=True, capture_output=True, text=True).stdout,
                )


@settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(house=invented())
def test_no_pack_holds_a_word_of_another_client(
    house: House, sqlite: Databases, tmp_path: Path
) -> None:
    with opened(sqlite.migrated(tmp_path)) as engine:
        files, keys = FileStore(tmp_path / "files"), a_keyring(tmp_path)
        workshop = Workshop(engine, ORGANIZATION, files, keys, StillClock(), counted_ids())
        settled_in(workshop, house)
        for client in house.clients:
            question = Question(TODAY, TODAY, agreement=client.agreement, alone=True)
            said = list(words_of(packed(workshop, question)[0], tmp_path))
            told = "\n".join(words for _, words in said)
            assert client.program in told
            assert all(name in told for name in house.names_serving(client))
            for name, words in said:
                leaked = sorted(one for one in house.foreign_to(client) if one in words)
                assert leaked == [], f"{name} in the pack of {client.agreement}"


def test_the_scan_finds_what_is_planted(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("x/a.html", "Kestrel7")

    assert any("Kestrel7" in words for _, words in words_of(content.getvalue(), tmp_path))


@pytest.fixture
def hidden(workshop: Workshop) -> Hidden:
    """What the pack of Low Tide Clinic must not say."""
    with serving(workshop).look(SYSTEM) as work:
        return Hidden(work.session, TIDE, ["W-001", "W-002", "W-010", "W-030"])


def test_names_of_other_clients_are_taken_out_of_words_and_parts_of_words_stay(
    hidden: Hidden,
) -> None:
    told = "As for wren  street recovery and QSOA-021; QSOA-0215 and Low Tide Clinic stay."

    assert hidden.words(told) == (
        f"As for {ANOTHER_CLIENT} and {ANOTHER_CLIENT}; QSOA-0215 and Low Tide Clinic stay."
    )


def test_words_about_days_on_which_somebody_serves_another_client_are_withheld(
    hidden: Hidden,
) -> None:
    early, late = date(2025, 6, 1), date(2026, 1, 15)

    assert hidden.free("away", "W-002", early, early) == "away"
    assert hidden.free("away", "W-002", late, late) == WITHHELD
    assert hidden.free("away", "W-002", early, None) == WITHHELD
    assert hidden.free("", "W-002", late, late) == ""
    assert hidden.free("for Cosmo: =Cosmo Reed", "W-001", early, early) == (
        "for Cosmo: [somebody else]"
    )
