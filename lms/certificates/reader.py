"""From a Markdown file to the wording of a certificate."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from lms.certificates.wording import FIELDS, Wording
from lms.kernel.markdown import Document, Fault, Faulty, Key, read_document

_KEYS: Final = {
    "title": Key(str, "a title"),
    "disclaimer": Key(str, "what the certificate does not say"),
    "certifies_line": Key(str, "the words before the holder's name", "This certifies that"),
    "completed_line": Key(str, "the words before the course", "completed the training"),
}
_LONGEST: Final = {"title": 40, "certifies_line": 60, "completed_line": 60, "disclaimer": 110}
"""How many characters have room on the sheet."""
_BRACED: Final = re.compile(r"\{([^{}\n]*)\}|[{}]")


def read_wording(root: Path, path: Path) -> Wording:
    """Read one wording of a content root; raise `Faulty` with everything wrong in it."""
    document = read_document(root, path)
    faults = [*_body_faults(document)]
    try:
        values = document.values(_KEYS)
        faults += _long_ones(document, values)
    except Faulty as faulty:
        faults += faulty.faults
    if faults:
        raise Faulty(*sorted(faults))
    return Wording(slug=path.stem, body=document.body.strip(), **values)


def _long_ones(document: Document, values: Mapping[str, str]) -> Iterator[Fault]:
    for name, longest in _LONGEST.items():
        if len(values[name]) > longest:
            told = f"“{name}” has {len(values[name])} characters; {longest} have room."
            yield document.fault(document.line_of(name), told)


def _body_faults(document: Document) -> Iterator[Fault]:
    if not document.body.strip():
        yield document.fault_in_body(0, "The wording says nothing under its front matter.")
    known = ", ".join(FIELDS)
    for found in _BRACED.finditer(document.body):
        if found[1] not in FIELDS:
            line = document.body.count("\n", 0, found.start())
            yield document.fault_in_body(line, f"“{found[0]}” is no field. Fields are: {known}.")
