"""Is this file, of whatever kind, what was issued here?

To teach it another kind, write a module beside this one with a function that knows the kind by
its bytes and one that verifies it, and name both in `KINDS`.
"""

import io
from collections.abc import Callable
from datetime import date
from typing import IO, Final

from lms.kernel.outgoing.opening import ZIP, is_bag
from lms.reports.verifying.certificate import is_certificate, verify_certificate
from lms.reports.verifying.pack import verify_pack
from lms.reports.verifying.symbol import is_symbol_text, verify_symbol
from lms.reports.verifying.transcript import is_transcript, verify_transcript
from lms.reports.verifying.verdict import Keys, NotGenuine, Verdict

Knows = Callable[[bytes], bool]
Verifies = Callable[[bytes, Keys, date], Verdict]

KINDS: Final[tuple[tuple[Knows, Verifies], ...]] = (
    (is_transcript, verify_transcript),
    (is_certificate, verify_certificate),
    (is_symbol_text, verify_symbol),
)


def verified(content: bytes, keys: Keys, today: date) -> Verdict:
    """Tell whether a file is genuine, and if not, what about it is broken."""
    return verified_file(io.BytesIO(content), keys, today)


def verified_file(file: IO[bytes], keys: Keys, today: date) -> Verdict:
    """Tell the same of an open file; a pack, however large, is read a piece at a time."""
    try:
        start = file.read(len(ZIP))
        if is_bag(start):
            seekable = file if file.seekable() else io.BytesIO(start + file.read())
            return verify_pack(seekable, keys, today)
        content = start + file.read()
        for knows, verify in KINDS:
            if knows(content):
                return verify(content, keys, today)
    except NotGenuine as broken:
        return Verdict(genuine=False, sentence=f"{broken}.")
    return Verdict(genuine=False, sentence="it is of no kind that is issued here.")
