"""What was copied is brought back to the row, or nothing at all."""

import shutil
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text

from lms.actions.imports.import_workers import import_workers
from lms.actions.ledger.keep_checkpoint import keep_checkpoint
from lms.actions.ledger.record_backup import record_backup
from lms.evidence.checkpoints import read_checkpoint
from lms.evidence.store import entries_head, last_of
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Conflict, Refused
from lms.kernel.outgoing.bag import PAYLOAD, Bag, signed_by
from lms.kernel.outgoing.mail.model import Letter
from lms.kernel.outgoing.mail.store import add_letter, due_letters
from lms.kernel.work import Workshop
from lms.reports.access.mail import mail_told
from lms.reports.upkeep.backup.state import STATE, State
from lms.reports.upkeep.soundness import soundness
from lms.settings.opening import open_workshop
from tests.builders import NOON
from tests.reports.ledger.history import lived
from tests.reports.ledger.tampering import Hand, unguarded
from tests.reports.upkeep.backup.copying import Elsewhere, copied
from tests.servers.databases import Databases

Make = Callable[[], Elsewhere]


@pytest.fixture
def elsewhere(databases: Databases, tmp_path: Path) -> Make:
    """Make an empty place to bring a backup back to; on PostgreSQL the house before it goes."""
    return lambda: Elsewhere(tmp_path / "elsewhere", databases)


def test_everything_is_brought_back_to_the_row_and_is_as_sound_as_before(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    lived(workshop, tmp_path)
    file, made = copied(workshop, tmp_path)
    with workshop.look(SYSTEM) as work:
        before = list(soundness(work))
        kept = sorted(work.files.digests())
        public = work.keys.current.public
    there = elsewhere()

    restored = there.brings_back(file)

    told = made.state
    assert (restored.number, restored.seal, restored.lost) == (told.number, told.seal, 0)
    assert restored.rows == sum(told.rows.values())
    house = open_workshop(there.settings, clock=lambda: NOON)
    with house.look(SYSTEM) as work:
        assert list(soundness(work)) == before
        assert sorted(work.files.digests()) == kept
        assert work.keys.current.public == public
        assert entries_head(work.session) == told.number + 1
        assert last_of(work.session, "HouseRestored") == told.number + 1
    house.engine.dispose()


def test_what_is_copied_while_others_write_is_one_moment_of_the_house(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    lived(workshop, tmp_path)
    done, wrote = threading.Event(), [0, 0]

    def write(which: int) -> None:
        while not done.is_set():
            row = f"N-{which}-{wrote[which]},Nobody Known,Claims,W-010,2025-03-03\n"
            file = BytesIO(f"worker_id,name,team,manager_id,hired_on\n{row}".encode())
            with workshop.work(SYSTEM) as work:
                import_workers(work, file)
            wrote[which] += 1

    writers = [threading.Thread(target=write, args=(one,)) for one in range(len(wrote))]
    for one in writers:
        one.start()
    try:
        while not all(wrote):
            assert all(one.is_alive() for one in writers)
        file, made = copied(workshop, tmp_path)
    finally:
        done.set()
        for one in writers:
            one.join()

    assert made.state.broken == ()
    assert elsewhere().brings_back(file).rows == sum(made.state.rows.values())


def test_a_backup_with_any_byte_changed_is_refused_and_nothing_is_written(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    lived(workshop, tmp_path)
    file, _ = copied(workshop, tmp_path)
    content = file.read_bytes()
    there = elsewhere()
    with zipfile.ZipFile(file) as archive:
        places = [_within(one) for one in archive.infolist()]
    for place in places:
        file.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(Refused, match=r"was changed|is missing|damaged"):
            there.brings_back(file)
    for cut in (0, 10, len(content) // 2, len(content) - 1):
        file.write_bytes(content[:cut])
        with pytest.raises(Refused):
            there.brings_back(file)

    assert there.left == set()
    file.write_bytes(content)
    assert there.brings_back(file).rows


def test_a_backup_signed_by_somebody_else_is_not_ours(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    theirs, _ = copied(workshop, tmp_path)
    other = replace(workshop.keys, folder=tmp_path / "other")
    other.make(NOON.date(), "Somebody else")
    ours = {one.public.id: one for one in other.known()}
    there = elsewhere()

    with pytest.raises(Refused, match="other keys than those trusted"):
        there.brings_back(theirs, keys=ours)
    shutil.copytree(other.folder, there.settings.keys_folder)
    with pytest.raises(Refused, match="other keys than those trusted"):
        there.brings_back(theirs)


def test_where_records_are_nothing_is_brought_back(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    file, _ = copied(workshop, tmp_path)
    there = elsewhere()
    there.brings_back(file)

    with pytest.raises(Refused, match="There are records already"):
        there.brings_back(file)


def test_a_backup_of_the_other_engine_or_a_later_program_is_refused(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    file, made = copied(workshop, tmp_path)
    there = elsewhere()
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[made.state.engine]
    for changes, error, said in (
        ({"engine": other}, Refused, f"The backup is of a {other} database"),
        ({"revision": "9999"}, Conflict, "newer than this program"),
    ):
        forged = tmp_path / "forged.zip"
        forged.write_bytes(_signed_anew(workshop, file, replace(made.state, **changes)))  # type: ignore[arg-type]  # its fields
        with pytest.raises(error, match=said):
            there.brings_back(forged)


def test_a_backup_that_says_other_counts_than_it_holds_is_taken_away_again(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    lived(workshop, tmp_path)
    file, made = copied(workshop, tmp_path)
    rows = {**made.state.rows, "lms_completion": made.state.rows["lms_completion"] + 1}
    lying = tmp_path / "lying.zip"
    lying.write_bytes(_signed_anew(workshop, file, replace(made.state, rows=rows)))
    cut = tmp_path / "cut.zip"
    cut.write_bytes(_signed_anew(workshop, file, replace(made.state, seal="0" * 64)))
    there = elsewhere()

    with pytest.raises(Refused, match=r"Not as it was when it was copied: lms_completion\."):
        there.brings_back(lying)
    with pytest.raises(Refused, match=r"copied: the end of the ledger\."):
        there.brings_back(cut)

    assert "lms.db" not in there.left
    assert there.brings_back(file).rows  # it is empty again


def test_one_that_is_older_than_a_checkpoint_is_brought_back_only_if_the_loss_is_accepted(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    lived(workshop, tmp_path)
    file, made = copied(workshop, tmp_path)
    checkpoints = tmp_path / "checkpoints"
    with workshop.work(SYSTEM) as work:
        record_backup(work, made)
    with workshop.look(SYSTEM) as work:
        keep_checkpoint(work, checkpoints)
    known = read_checkpoint(checkpoints.read_text().splitlines()[-1]).number
    there = elsewhere()

    with pytest.raises(Refused, match=f"a checkpoint knows entry {known}: what came between"):
        there.brings_back(file, checkpoints=checkpoints)
    assert there.left == set()
    assert there.brings_back(file, checkpoints=checkpoints, accept_loss=True).lost == known


def test_checkpoints_of_another_house_do_not_pass_unheard(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    lived(workshop, tmp_path)
    checkpoints = tmp_path / "checkpoints"
    with workshop.look(SYSTEM) as work:
        keep_checkpoint(work, checkpoints)
    other = replace(workshop.keys, folder=tmp_path / "other")
    other.make(NOON.date(), "Somebody else")
    forged, _ = copied(replace(workshop, keys=other), tmp_path)
    there = elsewhere()

    with pytest.raises(Refused, match="None of the checkpoints"):
        there.brings_back(forged, checkpoints=checkpoints)
    assert there.left == set()


def test_broken_records_are_copied_as_they_are_and_brought_back_only_on_demand(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    lived(workshop, tmp_path)
    with unguarded(workshop.engine) as session:
        done = Hand(session, 3).tampers()
        session.commit()
    file, made = copied(workshop, tmp_path)
    there = elsewhere()

    assert any(done.table in one for one in made.state.broken)
    with pytest.raises(Refused, match="records are broken"):
        there.brings_back(file)
    assert "lms.db" not in there.left
    assert there.brings_back(file, accept_loss=True).rows == sum(made.state.rows.values())


def test_sign_ins_end_and_letters_that_waited_are_not_sent_again(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    with workshop.work(SYSTEM) as work:
        letter = Letter("checkpoint", "ada@example.org", "Checkpoint", "words")
        assert add_letter(work.session, letter, NOON)
    file, _ = copied(workshop, tmp_path)
    there = elsewhere()

    assert there.brings_back(file).letters == 1

    house = open_workshop(there.settings, clock=lambda: NOON)
    with house.work(SYSTEM) as work:
        assert due_letters(work.session, NOON) == []
        assert mail_told(work)[0]
        assert not add_letter(work.session, letter, NOON)
        open_ones = "SELECT count(*) FROM lms_session WHERE ended_at IS NULL"
        assert work.session.scalar(text(open_ones)) == 0
    house.engine.dispose()


def test_without_what_signs_it_is_brought_back_and_says_what_is_missing(
    workshop: Workshop, tmp_path: Path, elsewhere: Make
) -> None:
    file, _ = copied(workshop, tmp_path, secrets=False)
    secret = (workshop.keys.folder / "signing.pem").read_bytes()
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    there = elsewhere()

    there.brings_back(file)

    assert not [name for name, content in held.items() if secret in content]
    house = open_workshop(there.settings, clock=lambda: NOON)
    with house.look(SYSTEM) as work:
        keys = next(one for one in soundness(work) if one.name == "keys")
    house.engine.dispose()
    assert not keys.sound
    assert "signing.pem" in keys.said


def _within(member: zipfile.ZipInfo) -> int:
    """Find a byte in the midst of what a member holds."""
    header = 30 + len(member.filename)
    return member.header_offset + header + member.compress_size // 2


def _signed_anew(workshop: Workshop, file: Path, state: State) -> bytes:
    """Write a backup again with another state, signed by the house: its own program lies."""
    out = BytesIO()
    with zipfile.ZipFile(file) as archive, Bag(out, "forged") as bag:
        for name in archive.namelist():
            inner = name.partition("/")[2]
            if inner.startswith(PAYLOAD) and not inner.endswith(STATE):
                bag.add(inner.removeprefix(PAYLOAD), [archive.read(name)])
        bag.add(STATE, [state.written])
        bag.close({}, signed_by(workshop.keys.current, "forged"))
    return out.getvalue()
