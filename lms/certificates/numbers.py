"""Certificate numbers: made from an id, and read back as people type them."""

import re
from uuid import UUID

from lms.kernel.ids import CertificateNumber

_PREFIX = "P2L"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
_VALUE_OF = {letter: value for value, letter in enumerate(_LETTERS)}
_LENGTH = 16
_READ_AS = str.maketrans("OIL", "011")


class InvalidNumber(ValueError):  # noqa: N818 - reads as a sentence
    """What was typed is no certificate number; the message says how one looks."""


def number_from(id: UUID) -> CertificateNumber:  # noqa: A002 - it is an id, and callers say so
    """Make the number of an id: `P2L-` and four groups of four letters, the last one a check.

    Fifteen letters hold 75 bits of the id and leave out the six that tell its kind, which are
    the same in every id; so a random id gives a number that nobody can guess. Equal ids give
    equal numbers.
    """
    bits = id.int
    low, high = bits & (1 << 62) - 1, bits >> 64 & (1 << 12) - 1
    value = (bits >> 80 & 1) << 74 | high << 62 | low
    values = [value >> 5 * place & 31 for place in reversed(range(_LENGTH - 1))]
    return _written([*values, _times_x(_remainder(values))])


def normalised(text: str) -> CertificateNumber:
    """Read a number as typed: any case, with or without dashes and prefix, O as 0, I and L as 1.

    Raises `InvalidNumber` where the letters are not those of a number, or where the check shows
    that one letter is wrong or two neighbours are exchanged.
    """
    letters = re.sub(r"[\s\u2010-\u2015\u2212-]", "", text).upper().translate(_READ_AS)
    letters = (
        letters.removeprefix(_PREFIX.translate(_READ_AS)) if len(letters) > _LENGTH else letters
    )
    values = [_VALUE_OF.get(letter, -1) for letter in letters]
    if len(values) != _LENGTH or min(values) < 0:
        message = (
            f"A certificate number is {_PREFIX} and sixteen letters and digits in groups of four. "
            "Copy it from the certificate."
        )
        raise InvalidNumber(message)
    if _remainder(values):
        message = "This certificate number has a typing mistake. Compare it with the certificate."
        raise InvalidNumber(message)
    return _written(values)


def _written(values: list[int]) -> CertificateNumber:
    letters = "".join(_LETTERS[value] for value in values)
    groups = [letters[at : at + 4] for at in range(0, _LENGTH, 4)]
    return CertificateNumber("-".join([_PREFIX, *groups]))


def _remainder(values: list[int]) -> int:
    """Weigh each letter by a power of x in the field of 32 elements, so that no place is alike."""
    remainder = 0
    for value in values:
        remainder = _times_x(remainder) ^ value
    return remainder


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled > 31 else doubled  # noqa: PLR2004 - five bits
