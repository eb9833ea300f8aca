"""A certificate is issued: drawn once, signed, its bytes frozen under their digest."""

from dataclasses import replace

from lms.certificates.claim import Claim, recorded
from lms.certificates.drawing.document import FIELD
from lms.certificates.drawing.sealing import Asked, sealed
from lms.certificates.drawing.stamping import NoTimeStamp, stamper_at
from lms.certificates.model import Certificate, UnsupportedText
from lms.certificates.pdf import render
from lms.certificates.store import Issued, certificate_row
from lms.certificates.symbol import letters_of
from lms.certificates.wording import Wording
from lms.courses.store import course_version, wording_of
from lms.evidence.facts import CertificateIssued, TimeStampMissed
from lms.evidence.store import record
from lms.kernel.errors import Refused
from lms.kernel.ids import CertificateNumber
from lms.kernel.work import UnitOfWork
from lms.reports.ledger.head import checkpoint_line
from lms.standing.explanation import in_words
from lms.standing.records import Kind, PassedHere


def issue_certificate(
    work: UnitOfWork, completion: PassedHere, corrects: CertificateNumber | None = None
) -> Issued:
    """Issue the certificate of a completion, signed; its bytes never change afterwards.

    `corrects` is the number of a certificate that this one replaces. Raises `Refused`, naming
    the holder, when no certificate font can write the name, and `InvalidSettings` when the keys
    cannot be used. A time stamp that cannot be had stops nothing: the ledger says so.
    """
    content, missed = _sealed(work, _drawn(work, completion, corrects))
    issued = Issued(
        number=completion.certificate,
        completion_id=completion.id,
        worker_id=completion.worker_id,
        holder=completion.worker_name,
        course=completion.course,
        course_title=completion.course_title,
        course_version=completion.course_version,
        score_percent=completion.score_percent,
        completed_on=completion.completed_on,
        time_zone=completion.time_zone,
        valid_through=completion.valid_through,
        demonstration=work.organization.demonstration,
        issued_at=work.now,
        sha256=work.files.keep(content),
        size=len(content),
        key_id=work.keys.current.id,
        corrects=corrects,
    )
    said = CertificateIssued(issued.number, issued.completion_id, issued.sha256)
    record(work, said, certificate_row(issued))
    if missed:
        record(work, TimeStampMissed(issued.number, missed))
    return issued


def _sealed(work: UnitOfWork, content: bytes) -> tuple[bytes, str]:
    """Sign the document, with a stamp of the time if the house has one; tell why there is none."""
    asked, key = Asked(FIELD, work.now), work.keys.document
    if not work.keys.stamps_at:
        return sealed(content, key, asked), ""
    try:
        return sealed(content, key, replace(asked, stamper=stamper_at(work.keys.stamps_at))), ""
    except NoTimeStamp as missed:
        return sealed(content, key, asked), str(missed)


def _claim(work: UnitOfWork, completion: PassedHere, corrects: CertificateNumber | None) -> Claim:
    return Claim(
        number=completion.certificate,
        holder=completion.worker_name,
        organization=work.organization.name,
        course=completion.course,
        course_title=completion.course_title,
        course_version=completion.course_version,
        text_sha256=completion.text_sha256,
        rules=completion.rules,
        kind=completion.kind,
        completed_at=completion.completed_at,
        completed_on=completion.completed_on,
        time_zone=completion.time_zone,
        valid_through=completion.valid_through,
        score_percent=completion.score_percent,
        pass_mark=completion.pass_mark,
        agreements=(),  # a client is shown this, and must read of no other client
        issued_at=work.now,
        corrects=corrects,
        demonstration=work.organization.demonstration,
        key=work.keys.current.id,
        document_certificates=work.keys.document.thumbprints,
        checkpoint=checkpoint_line(work),
    )


def _drawn(work: UnitOfWork, completion: PassedHere, corrects: CertificateNumber | None) -> bytes:
    course = course_version(work.session, completion.course, completion.course_version)
    house, key = work.organization, work.keys.current
    claim = _claim(work, completion, corrects)
    wording = Wording(**wording_of(work.session, course.slug, course.version))
    certificate = Certificate(
        number=completion.certificate,
        holder=completion.worker_name,
        organization=house.name,
        course=course.title,
        version=course.version,
        teaches=course.teaches,
        score_percent=completion.score_percent,
        pass_mark=completion.pass_mark,
        completed_at=completion.completed_at,
        completed_on=completion.completed_on,
        time_zone=completion.time_zone,
        valid_through=completion.valid_through,
        agreements=(),
        signatory=house.signatory,
        signatory_role=house.signatory_role,
        course_sha256=course.text_sha256,
        verify_url=f"{house.verify_url}/{completion.certificate}",
        title=wording.title,
        certifies_line=wording.certifies_line,
        completed_line=wording.completed_line,
        disclaimer=wording.disclaimer,
        statement=wording.statement(_facts(completion, house.name)),
        demonstration=house.demonstration,
        corrects=corrects or "",
        record=recorded(claim, key.sign),
        letters=letters_of(claim, key.sign),
        ledger=claim.checkpoint or "",
    )
    if completion.kind is Kind.REFRESHER:
        certificate = _of_refresher(certificate)
    try:
        return render(certificate)
    except UnsupportedText as unsupported:
        raise Refused(
            f"The certificate of {completion.worker_name} cannot be drawn: {unsupported} "
            "Nothing was handed in; ask your compliance officer to correct the staff record."
        ) from unsupported


def _of_refresher(certificate: Certificate) -> Certificate:
    """Say of the certificate of a refresher that it is one, whatever its author's words are."""
    told = f"A refresher: it covers what changed up to version {certificate.version}."
    return replace(
        certificate,
        title=f"{certificate.title}: refresher",
        completed_line="completed the refresher of the training",
        statement=f"{certificate.statement} {told}",
    )


def _facts(completion: PassedHere, organization: str) -> dict[str, str]:
    """Return what a wording may name, in words."""
    ends = completion.valid_through
    return {
        "holder": completion.worker_name,
        "course": completion.course_title,
        "version": str(completion.course_version),
        "completed_on": in_words(completion.completed_on),
        "valid_through": in_words(ends) if ends else "none set",
        "score": f"{completion.score_percent} %",
        "organization": organization,
        "number": completion.certificate,
    }
