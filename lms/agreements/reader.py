"""From files of agreements and of who serves them to values."""

from typing import BinaryIO

from lms.agreements.model import AccessList, Agreement, AgreementKind, Coverage, Grant
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.intake.cells import Cells, WrongCell
from lms.kernel.intake.whole import read_whole
from lms.kernel.sheets import Columns

AGREEMENTS = Columns(
    ("agreement_id", "kind", "program_id", "program_name", "effective_on"),
    (
        "signed_on",
        "ends_on",
        "acknowledges_part2",
        "resists_proceedings",
        "services",
        "document_sha256",
    ),
)
COVERAGE = Columns(("worker_id", "agreement_id", "from_on"), ("to_on", "access_granted_on"))
ACCESS = Columns(("worker_id", "system", "granted_on"), ())


def read_agreement(cells: Cells) -> Agreement:
    """Read one row of a file of agreements; raise `WrongCell` for what it cannot be."""
    effective_on, ends_on = cells.day("effective_on"), cells.day_if_any("ends_on")
    if ends_on is not None and ends_on < effective_on:
        raise WrongCell("ends_on", f"It ends before it takes effect, on {effective_on}.")
    return Agreement(
        id=AgreementId(cells.text("agreement_id")),
        kind=AgreementKind(cells.one_of("kind", tuple(AgreementKind))),
        program_id=cells.text("program_id"),
        program_name=cells.text("program_name"),
        signed_on=cells.day_if_any("signed_on"),
        effective_on=effective_on,
        ends_on=ends_on,
        acknowledges_part2=cells.yes_or_no("acknowledges_part2"),
        resists_proceedings=cells.yes_or_no("resists_proceedings"),
        services=cells.text("services"),
        document_sha256=cells.sha256_if_any("document_sha256"),
    )


def read_coverage(cells: Cells) -> Coverage:
    """Read one row of a file of who serves what; raise `WrongCell` for what it cannot be."""
    from_on, to_on = cells.day("from_on"), cells.day_if_any("to_on")
    if to_on is not None and to_on < from_on:
        raise WrongCell("to_on", f"The last day lies before the first, {from_on}.")
    return Coverage(
        worker=WorkerId(cells.text("worker_id")),
        agreement=AgreementId(cells.text("agreement_id")),
        from_on=from_on,
        to_on=to_on,
        access_granted_on=cells.day_if_any("access_granted_on"),
    )


def read_access_list(file: BinaryIO) -> AccessList:
    """Read a list of who got access to which system and when; raise `Refused` for none."""
    return AccessList(*read_whole(file, ACCESS, _grant, lambda one: one))


def _grant(cells: Cells) -> Grant:
    return Grant(WorkerId(cells.text("worker_id")), cells.text("system"), cells.day("granted_on"))
