"""From a Markdown file to the wording of a certificate."""

import re
from pathlib import Path
from typing import Final

from lms.certificates.wording import FIELDS, Wording
from lms.kernel.markdown import Faulty, Key, read_document

_KEYS: Final = {
    "title": Key(str, "a title"),
    "disclaimer": Key(str, "what the certificate does not say"),
    "certifies_line": Key(str, "the words before the holder's name", ""),
    "completed_line": Key(str, "the words before the course's title", ""),
}
_BRACED: Final = re.compile(r"\{([^{}]*)\}")


def read_wording(root: Path, path: Path) -> Wording:
    """Read one wording of a content root; raise `Faulty` with everything wrong in it."""
    document = read_document(root, path)
    values = document.values(_KEYS)
    faults = [
        document.fault(
            document.body_line + document.body.count("\n", 0, found.start()),
            f"“{found[0]}” is no field. Fields are: {', '.join(FIELDS)}.",
        )
        for found in _BRACED.finditer(document.body)
        if found[1] not in FIELDS
    ]
    if faults:
        raise Faulty(*faults)
    return Wording(path.stem, values["title"], values["disclaimer"], document.body.strip())
