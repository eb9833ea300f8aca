"""A certificate is issued: drawn once, its bytes frozen under their digest."""

from lms.certificates.model import Certificate, UnsupportedText
from lms.certificates.pdf import render
from lms.certificates.store import Issued, add_certificate
from lms.certificates.wording import Wording
from lms.courses.store import course_version, wording_of
from lms.evidence.facts import CertificateIssued
from lms.evidence.store import record
from lms.kernel.errors import Refused
from lms.kernel.work import UnitOfWork
from lms.standing.explanation import in_words
from lms.standing.records import PassedHere


def issue_certificate(work: UnitOfWork, completion: PassedHere) -> Issued:
    """Issue the certificate of a completion; its bytes never change afterwards.

    Raises `Refused`, naming the holder, when no certificate font can write the name.
    """
    content = _drawn(work, completion)
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
    )
    add_certificate(work.session, issued)
    record(work, CertificateIssued(issued.number, issued.completion_id, issued.sha256))
    return issued


def _drawn(work: UnitOfWork, completion: PassedHere) -> bytes:
    course = course_version(work.session, completion.course, completion.course_version)
    house = work.organization
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
    )
    try:
        return render(certificate)
    except UnsupportedText as unsupported:
        raise Refused(
            f"The certificate of {completion.worker_name} cannot be drawn: {unsupported} "
            "Nothing was handed in; ask your compliance officer to correct the staff record."
        ) from unsupported


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
