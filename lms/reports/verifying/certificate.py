"""Is this PDF a certificate as it was issued?"""

from datetime import UTC, date

from lms.certificates.claim import Claim, NotSound, key_of, read_record
from lms.certificates.drawing.document import RECORD
from lms.reports.verifying.signature import signed_document
from lms.reports.verifying.verdict import Keys, NotGenuine, Verdict, key_for


def is_certificate(content: bytes) -> bool:
    """Say whether a file is a PDF."""
    return content.startswith(b"%PDF-")


def verify_certificate(content: bytes, keys: Keys, today: date) -> Verdict:
    """Tell what a certificate says if it is genuine; raise `NotGenuine` if it is not.

    Its record must be signed by a trusted key, and name the certificate of the signature that
    covers the whole file, so a file drawn by somebody else around a true record is found.
    """
    document = signed_document(content)
    record = document.attached.get(RECORD, b"")
    try:
        key = key_for(keys, key_of(record))
        claim = read_record(record, key.public.verify)
    except NotSound as broken:
        raise NotGenuine(str(broken)) from broken
    key_for(keys, claim.key, claim.issued_at.astimezone(UTC).date())
    if claim.key != key.public.id or set(claim.document_certificates) != document.thumbprints:
        raise NotGenuine("its record belongs to another file")
    stamped = document.stamped_at
    stamp = (f"Its time was stamped by an authority: {stamped.isoformat()}.",) if stamped else ()
    return Verdict(
        genuine=True,
        sentence=(
            f"certificate {claim.number} of {claim.holder}, issued by {claim.organization}: "
            f"{claim.course_title}, version {claim.course_version}, completed on "
            f"{claim.completed_on}."
        ),
        notes=(*_told(claim, today), *stamp),
    )


def _told(claim: Claim, today: date) -> tuple[str, ...]:
    corrects = f"It corrects certificate {claim.corrects}." if claim.corrects else ""
    demonstration = (
        "It is a demonstration, and no record of training." if claim.demonstration else ""
    )
    stood = (
        f"When it was issued, this was the newest. {claim.checkpoint}." if claim.checkpoint else ""
    )
    told = (until(claim.valid_through, today), corrects, demonstration, stood)
    return tuple(one for one in told if one)


def until(valid_through: date | None, today: date) -> str:
    """Say whether the time of a certificate is over: that makes it no less genuine."""
    if valid_through is None:
        return "No last valid day was set."
    if valid_through < today:
        return f"It was valid through {valid_through}: its time is over, and it is still genuine."
    return f"It is valid through {valid_through}, if nothing followed or revoked it since."
