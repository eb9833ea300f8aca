"""What is kept of a hand-in, counted: all of it or nothing."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from sqlalchemy import func, select, table
from sqlalchemy.orm import Session

from lms.certificates.tables import CertificateRow
from lms.evidence.chain import first_break
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Unavailable
from lms.kernel.work import Workshop

KEPT: Final = (
    "lms_answer",
    "lms_grade",
    "lms_completion",
    "lms_certificate",
    "lms_standing",
    "lms_ledger",
)
"""The tables that a hand-in writes."""


def counted(session: Session) -> dict[str, int]:
    """Count the rows of every table that a hand-in writes."""
    return {
        name: session.scalar(select(func.count()).select_from(table(name))) or 0 for name in KEPT
    }


def kept_in(workshop: Workshop) -> dict[str, int]:
    """Count them as another connection sees them."""
    with workshop.look(SYSTEM) as work:
        return counted(work.session)


def half_kept(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """Return what a hand-in that failed left behind, by table."""
    return {name: after[name] - before[name] for name in KEPT if after[name] != before[name]}


def lost(workshop: Workshop, acknowledged: Iterable[str]) -> set[str]:
    """Return the certificates somebody was told of that are not there, or not whole."""
    gone = set(acknowledged)
    rows = select(CertificateRow.number, CertificateRow.sha256)
    with workshop.look(SYSTEM) as work:
        for number, sha256 in work.session.execute(rows).all():
            with suppress(Unavailable):
                work.files.read(sha256)
                gone.discard(number)
    return gone


def wrong_with(session: Session) -> list[str]:
    """Say what does not fit together in what is kept: half a hand-in, or a broken ledger."""
    kept = counted(session)
    broken = first_break(entries(session))
    said = [] if broken is None else [f"The ledger is broken at {broken.number}."]
    passes = {kept[name] for name in ("lms_grade", "lms_completion", "lms_certificate")}
    return said if len(passes) == 1 else [*said, f"Half a hand-in is kept: {kept}"]
