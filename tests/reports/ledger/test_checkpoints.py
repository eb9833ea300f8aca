"""What the chain alone cannot show, a checkpoint that left the house does."""

import json
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lms.actions.rotate_keys import rotate_keys
from lms.evidence.chain import seal_of
from lms.evidence.checkpoints import Checkpoint, read_checkpoint
from lms.evidence.store import lines, record
from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM
from lms.kernel.canonical import canonical
from lms.kernel.errors import Refused
from lms.kernel.work import Workshop
from lms.reports.ledger.breaks import breaks
from lms.reports.ledger.checkpoints import checkpoint, weighed, witnesses
from lms.reports.ledger.naming import Break, Wrong
from tests.builders import NOON, StillClock
from tests.evidence.told import said
from tests.reports.ledger.tampering import unguarded


def recorded(workshop: Workshop, entries: int) -> Checkpoint:
    """Record so many facts more, and sign where the ledger stands then."""
    with workshop.work(SYSTEM) as work:
        for number in range(entries):
            record(work, said(number))
    with workshop.look(SYSTEM) as work:
        made = checkpoint(work)
    assert made is not None
    return made


@pytest.fixture
def known(workshop: Workshop) -> list[Checkpoint]:
    """Checkpoints at entries 4 and 8 of a ledger of ten."""
    made = [recorded(workshop, 4), recorded(workshop, 4)]
    recorded(workshop, 2)
    return made


def seal_anew(session: Session, first: int) -> None:
    """Change what an entry says and seal it and everything after it anew, faultlessly."""
    previous = ""
    for line in list(lines(session)):
        if line.number < first:
            previous = line.seal
            continue
        statement = '{"by":"nobody"}' if line.number == first else line.statement
        seal = seal_of(line.number, line.what, statement, previous, line.recorded_at)
        changed = {"statement": statement, "previous": previous, "seal": seal}
        session.execute(update(EntryRow).where(EntryRow.number == line.number).values(changed))
        previous = seal


def test_checkpoints_of_an_untouched_ledger_hold(
    workshop: Workshop, known: list[Checkpoint]
) -> None:
    with workshop.look(SYSTEM) as work:
        assert [*breaks(work.session, known)] == []
        assert [one.number for one in known] == [4, 8]


def test_a_tail_that_was_cut_off_is_named_by_a_checkpoint_alone(
    workshop: Workshop, known: list[Checkpoint]
) -> None:
    with unguarded(workshop.engine) as session:
        session.execute(delete(EntryRow).where(EntryRow.number > 6))

        assert [*breaks(session)] == []
        assert [*breaks(session, known)] == [Break(Wrong.CUT, "lms_ledger", "7 to 8", 7)]


def test_a_ledger_sealed_anew_is_named_by_a_checkpoint_alone(
    workshop: Workshop, known: list[Checkpoint]
) -> None:
    with unguarded(workshop.engine) as session:
        seal_anew(session, first=6)

        assert [*breaks(session)] == []
        (found,) = breaks(session, known)
        assert found == Break(Wrong.RESEALED, "lms_ledger", "5 to 8", 8)
        assert str(found).startswith("Entry 5 to 8 of the ledger was sealed anew")


def test_a_line_comes_back_as_it_was_and_another_is_strange(
    workshop: Workshop, known: list[Checkpoint]
) -> None:
    first, second = known
    forged = first.line.replace('"number":4', '"number":5')
    borrowed = first.line.replace(first.key_id, "0" * 16)

    told = weighed([first.line, forged, second.line, borrowed, "", "{}"], workshop.keys.known())

    assert told.sound == (first, second)
    assert told.strange == (forged, borrowed, "", "{}")


def test_what_an_older_key_signed_stays_good_and_its_later_days_do_not(
    workshop: Workshop, known: list[Checkpoint], clock: StillClock
) -> None:
    old = workshop.keys.current
    clock.forward(days=2)
    with workshop.work(SYSTEM) as work:
        rotate_keys(work)
    clock.forward(days=2)
    late = read_checkpoint(recorded(workshop, 1).line)
    head = Checkpoint(late.number, late.seal, late.at, old.id, b"")
    stolen = Checkpoint(head.number, head.seal, head.at, old.id, old.sign(head.signed))

    told = weighed([*(one.line for one in known), late.line, stolen.line], workshop.keys.known())

    assert [one.key_id for one in told.sound] == [old.id, old.id, workshop.keys.current.id]
    assert told.strange == (stolen.line,)


def test_an_empty_ledger_has_no_checkpoint(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.look(SYSTEM) as work:
        assert checkpoint(work) is None
        assert work.session.scalar(select(EntryRow.number)) is None
        with pytest.raises(Refused, match="cannot be read"):
            witnesses(tmp_path / "nowhere", workshop.keys.known())


def test_the_line_without_its_signature_is_what_was_signed(known: list[Checkpoint]) -> None:
    (one, _) = known
    told = json.loads(one.line)
    del told["signature"]

    assert canonical(told) == one.signed
    assert told == {
        "at": NOON.isoformat(),
        "key": one.key_id,
        "number": 4,
        "seal": one.seal,
        "what": "part2-lms checkpoint",
    }
