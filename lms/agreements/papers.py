"""What is taken for a document: a whole PDF of a size that can be kept."""

from collections.abc import Iterator
from typing import Final

from lms.kernel.errors import Fault

MOST_BYTES: Final = 16 * 1024 * 1024
LONGEST_FILE_NAME: Final = 120
_BEGINS: Final = 1024
_ENDS: Final = 2048


def check_paper(name: str, content: bytes) -> Iterator[Fault]:
    """Yield what is wrong with a file that should be a signed document; `name` is its field.

    A PDF says so within its first bytes, and says at the end that it is whole.
    """
    if len(content) > MOST_BYTES:
        yield Fault("The file is larger than 16 MB. Scan it with fewer dots an inch.", name)
    elif b"%PDF-" not in content[:_BEGINS]:
        yield Fault("This is no PDF. Save or scan the document as PDF, and choose that.", name)
    elif b"%%EOF" not in content[-_ENDS:]:
        yield Fault("This PDF breaks off before its end. Save it again, and choose that.", name)


def file_name_kept(name: str) -> str:
    """Return the name under which a document is shown: without folders and invisible signs."""
    plain = "".join(sign for sign in name if sign.isprintable())
    last = plain.replace("\\", "/").rpartition("/")[2].strip()
    return last[-LONGEST_FILE_NAME:]
