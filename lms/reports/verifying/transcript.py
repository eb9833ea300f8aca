"""Is this PDF a transcript as a house signed it?"""

from datetime import UTC, date
from typing import Final

from lms.certificates.claim import NotSound
from lms.certificates.transcript import ATTACHED, read_transcript, transcript_key
from lms.reports.verifying.signature import signed_document
from lms.reports.verifying.verdict import Keys, NotGenuine, Verdict, key_for

MARK: Final = f"({ATTACHED})".encode()


def is_transcript(content: bytes) -> bool:
    """Say whether a file is a PDF that says it has the record of a transcript."""
    return content.startswith(b"%PDF-") and MARK in content


def verify_transcript(content: bytes, keys: Keys, _today: date) -> Verdict:
    """Tell whose transcript it is if it is genuine; raise `NotGenuine` if it is not."""
    document = signed_document(content)
    record = document.attached.get(ATTACHED, b"")
    try:
        key = key_for(keys, transcript_key(record))
        read = read_transcript(record, key.public.verify)
    except NotSound as broken:
        raise NotGenuine(str(broken)) from broken
    made_on = read.made_at.astimezone(UTC).date()
    key_for(keys, read.key, made_on)
    if read.key != key.public.id or read.document_certificates != document.thumbprints:
        raise NotGenuine("its record belongs to another file")
    demonstration = "It is a demonstration, and no record of training."
    completions = "1 completion" if read.completions == 1 else f"{read.completions} completions"
    return Verdict(
        genuine=True,
        sentence=(
            f"transcript of {read.holder} ({read.worker}), issued by {read.organization} on "
            f"{made_on}: {completions}."
        ),
        notes=(
            *((demonstration,) if read.demonstration else ()),
            "It says what was so on that day: certificates may have been revoked since.",
        ),
    )
