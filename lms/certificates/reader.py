"""From a Markdown file to the wording of a certificate."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lms.certificates.wording import FIELDS, Wording
from lms.kernel.markdown import Document, Fault, Faulty, Key, read_document

_KEYS: Final = {
    "title": Key(str, "a title"),
    "disclaimer": Key(str, "what the certificate does not say"),
    "certifies_line": Key(str, "the words before the holder's name", ""),
    "completed_line": Key(str, "the words before the course's title", ""),
}
_BRACED: Final = re.compile(r"\{([^{}\n]*)\}|[{}]")


def read_wording(root: Path, path: Path) -> Wording:
    """Read one wording of a content root; raise `Faulty` with everything wrong in it."""
    document = read_document(root, path)
    faults = [*_body_faults(document)]
    try:
        values = document.values(_KEYS)
    except Faulty as faulty:
        faults += faulty.faults
    if faults:
        raise Faulty(*sorted(faults))
    return Wording(path.stem, values["title"], values["disclaimer"], document.body.strip())


def _body_faults(document: Document) -> Iterator[Fault]:
    if not document.body.strip():
        yield document.fault_in_body(0, "The wording says nothing under its front matter.")
    known = ", ".join(FIELDS)
    for found in _BRACED.finditer(document.body):
        if found[1] not in FIELDS:
            line = document.body.count("\n", 0, found.start())
            yield document.fault_in_body(line, f"“{found[0]}” is no field. Fields are: {known}.")
