"""The form of an agreement: from how it is described to what is typed, and back."""

from typing import Final

from flask import url_for

from lms.actions.agreements.describe_agreement import Told
from lms.agreements.model import Agreement, AgreementKind, SignedCopy
from lms.kernel.errors import Fault
from lms.kernel.ids import AgreementId
from lms.pages.officer.agreements.forms import PDF_HINT, YES_NO, Form, day, paper_sent
from lms.pages.officer.agreements.told import KINDS
from lms.pages.officer.deeds import LIKE, Asks
from lms.pages.officer.filled import Filled

FIELDS: Final = (
    Asks("id", "Agreement id", hint="Your own number, like QSOA-014; it never changes"),
    Asks("kind", "What it is", "choice"),
    Asks("program_name", "Program", hint="The Part 2 program it is with"),
    Asks("program_id", "Program id", hint="Your own number for the program"),
    Asks("services", "Services", hint="What it is for. Never a patient's name or details."),
    day("signed_on", "Signed on", f"{LIKE}; empty if not known"),
    day("effective_on", "In force from"),
    day("ends_on", "Last day", f"{LIKE}; empty while no end is known"),
    Asks("acknowledges_part2", "It says that we are fully bound by Part 2", "choice"),
    Asks("part2_place", "Where it says so", hint="Like clause 3, page 2"),
    Asks("resists_proceedings", "It says that we will resist in judicial proceedings", "choice"),
    Asks("proceedings_place", "Where it says that", hint="Like clause 4, page 2"),
    Asks("paper", "Signed copy", "paper", PDF_HINT),
)
_NO: Final = {"yes": True, "no": False}


def form_of(agreement: AgreementId | None) -> Form:
    """Return the form of a new agreement, or of one that is there."""
    kinds = [(kind.value, said) for kind, said in KINDS.items()]
    options = {"kind": kinds, "acknowledges_part2": YES_NO, "resists_proceedings": YES_NO}
    lede = "Each change is a new description. What was said before stays to be seen."
    if agreement is None:
        back = ("Agreements", url_for("lms.agreements.listed"))
        return Form("Record an agreement", lede, "Record it", back, FIELDS, options)
    back = (agreement, url_for("lms.agreements.shown", agreement=agreement))
    return Form(f"Change {agreement}", lede, "Record the change", back, FIELDS[1:], options)


def filled_of(agreement: Agreement, copy: SignedCopy | None) -> Filled:
    """Write down an agreement as it is described."""
    said = {True: "yes", False: "no", None: ""}
    days = ("signed_on", "effective_on", "ends_on")
    values = {name: getattr(agreement, name) for name in days}
    return Filled(
        {
            **{name: day.isoformat() if day else "" for name, day in values.items()},
            "id": agreement.id,
            "kind": agreement.kind.value,
            "program_name": agreement.program_name,
            "program_id": agreement.program_id,
            "services": agreement.services,
            "acknowledges_part2": said[agreement.acknowledges_part2],
            "resists_proceedings": said[agreement.resists_proceedings],
            "part2_place": copy.part2_place if copy else "",
            "proceedings_place": copy.proceedings_place if copy else "",
            "paper": "",
        }
    )


def told_by(form: Filled, agreement: AgreementId | None) -> Told | None:
    """Return what a filled form says of an agreement; None if that is already wrong."""
    signed_on, effective_on, ends_on = map(form.day, ("signed_on", "effective_on", "ends_on"))
    if effective_on is None and "effective_on" not in form.problems:
        form.refused(
            [Fault(f"Give the first day on which it is in force. {LIKE}.", "effective_on")], {}
        )
    if form.text("kind") not in list(AgreementKind):
        form.refused([Fault("Choose what it is.", "kind")], {})
    if form.wrong or effective_on is None:
        return None
    described = Agreement(
        id=agreement or AgreementId(form.text("id")),
        kind=AgreementKind(form.text("kind")),
        program_id=form.text("program_id"),
        program_name=form.text("program_name"),
        signed_on=signed_on,
        effective_on=effective_on,
        ends_on=ends_on,
        acknowledges_part2=_NO.get(form.text("acknowledges_part2")),
        resists_proceedings=_NO.get(form.text("resists_proceedings")),
        services=form.text("services"),
        document_sha256="",
    )
    return Told(
        described,
        paper_sent(),
        form.text("part2_place"),
        form.text("proceedings_place"),
        new=agreement is None,
    )
