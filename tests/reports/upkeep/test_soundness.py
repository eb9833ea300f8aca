"""The doctor finds what does not follow from the facts, and nothing where all does."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from sqlalchemy import insert, text, update

from lms.evidence.facts import CoursePublished
from lms.evidence.store import record
from lms.evidence.tables import EntryRow
from lms.kernel.access import SYSTEM
from lms.kernel.ids import CourseId
from lms.kernel.outgoing.document_key import DocumentKey
from lms.kernel.work import UnitOfWork, Workshop
from lms.reports.upkeep.soundness import Finding, soundness
from lms.standing.tables import StandingRow
from tests.builders import NOON, StillClock
from tests.reports.house import STAFF, settled
from tests.reports.ledger.history import MANY, lived


def findings(workshop: Workshop) -> dict[str, Finding]:
    with workshop.look(SYSTEM) as work:
        return {finding.name: finding for finding in soundness(work)}


def say_something(work: UnitOfWork) -> None:
    record(work, CoursePublished(CourseId("tiny"), 1, "ab", "cd", "material", work.now.date(), 60))


def test_where_all_is_sound_each_finding_says_so(workshop: Workshop, tmp_path: Path) -> None:
    lived(workshop, tmp_path)

    found = findings(workshop)

    assert list(found) == [
        "clock",
        "keys",
        "ledger",
        "facts",
        "people",
        "backups",
        "mail",
        "standing",
    ]
    assert all(finding.sound for finding in found.values()), found
    assert found["standing"].said.startswith(f"All {MANY - 1} derived rows")


def test_a_fact_that_no_entry_binds_is_named(workshop: Workshop) -> None:
    finding = findings(settled(workshop))["facts"]

    assert not finding.sound
    assert "lms_requirement part2-core-annual/1 was added beside the ledger" in finding.said
    assert finding.said.endswith("more.") is False


def test_it_is_sound_on_every_later_day_without_any_job(
    workshop: Workshop, clock: StillClock
) -> None:
    settled(workshop)
    for _ in range(5):
        clock.forward(days=97)
        assert findings(workshop)["standing"].sound


def test_a_derived_row_that_was_changed_is_named(workshop: Workshop) -> None:
    settled(workshop)
    with workshop.work(SYSTEM) as work:
        spoilt = update(StandingRow).where(StandingRow.worker_id == "W-002")
        work.session.execute(spoilt.values(act_by=None))

    finding = findings(workshop)["standing"]

    assert not finding.sound
    assert "W-002 for part2-core-annual" in finding.said
    assert "part2-lms rebuild" in finding.said


def test_a_derived_row_that_is_missing_is_named(workshop: Workshop) -> None:
    settled(workshop)
    with workshop.work(SYSTEM) as work:
        work.session.execute(text("DELETE FROM lms_standing"))

    finding = findings(workshop)["standing"]

    assert not finding.sound
    assert finding.said.count(" for part2-core-annual") == len(STAFF)


def test_a_clock_that_went_back_is_told(workshop: Workshop, clock: StillClock) -> None:
    with settled(workshop).work(SYSTEM) as work:
        say_something(work)
    clock.forward(days=-1)

    assert not findings(workshop)["clock"].sound


def vouched_for(until: date) -> DocumentKey:
    """A key whose certificate an authority made, as if, through a day."""
    private = ec.generate_private_key(ec.SECP256R1())
    whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Alder Quay Billing")])
    ends = datetime.combine(until, time(), UTC)
    made = (
        x509.CertificateBuilder(whose, whose, private.public_key(), 7)
        .not_valid_before(ends - timedelta(days=365))
        .not_valid_after(ends)
        .sign(private, hashes.SHA256())
    )
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return DocumentKey.read(pem + made.public_bytes(Encoding.PEM))


def test_a_certificate_that_ends_within_a_month_is_told(workshop: Workshop) -> None:
    for days, sound in ((29, False), (30, True)):
        own = vouched_for(NOON.date() + timedelta(days=days))
        keys = replace(workshop.keys, own_document_key=own)

        found = findings(replace(workshop, keys=keys))["keys"]

        assert found.sound is sound
        assert ("ends on 2026-03-01" in found.said) is not sound


def test_an_entry_that_fits_no_seal_is_named(workshop: Workshop) -> None:
    with settled(workshop).work(SYSTEM) as work:
        say_something(work)
        forged = {
            "number": 2,
            "what": "AccountMade",
            "statement": "{}",
            "previous": "0" * 64,
            "seal": "0" * 64,
            "recorded_at": work.now + timedelta(minutes=1),
        }
        work.session.execute(insert(EntryRow), [forged])

    finding = findings(workshop)["ledger"]

    assert not finding.sound
    assert finding.said == "Entry 2 of the ledger is not what was sealed."
