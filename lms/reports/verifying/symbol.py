"""Is this text what a camera reads from a certificate that was issued?"""

from datetime import date

from lms.certificates.claim import NotSound
from lms.certificates.symbol import ShortClaim, is_symbol, key_in, read_symbol
from lms.reports.verifying.certificate import until
from lms.reports.verifying.verdict import Keys, NotGenuine, Verdict, key_for

LONGEST = 8 * 1024
"""More bytes than any symbol holds."""


def is_symbol_text(content: bytes) -> bool:
    """Say whether a file holds the text of a symbol."""
    return len(content) <= LONGEST and is_symbol(content.decode(errors="replace"))


def verify_symbol(content: bytes, keys: Keys, today: date) -> Verdict:
    """Tell what a symbol says if it is genuine; raise `NotGenuine` if it is not."""
    text = content.decode()
    try:
        key = key_for(keys, key_in(text))
        claim = read_symbol(text, key.public.verify)
    except NotSound as broken:
        raise NotGenuine(str(broken)) from broken
    return Verdict(genuine=True, sentence=_sentence(claim), notes=_notes(claim, today))


def _sentence(claim: ShortClaim) -> str:
    return (
        f"the symbol of certificate {claim.number} of {claim.holder}: {claim.course}, version "
        f"{claim.course_version}, completed on {claim.completed_on} with {claim.score_percent} %."
    )


def _notes(claim: ShortClaim, today: date) -> tuple[str, ...]:
    demonstration = "It is a demonstration, and no record of training."
    return (
        until(claim.valid_through, today),
        *((demonstration,) if claim.demonstration else ()),
        "Compare these words with what is printed: the symbol vouches for nothing else.",
    )
