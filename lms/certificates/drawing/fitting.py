"""The largest size at which words stand in the room they have."""

from dataclasses import dataclass, replace

from lms.certificates.drawing.scripts import clusters_of
from lms.certificates.drawing.shaping import Line, Undrawable, letters_of, shape
from lms.certificates.drawing.styles import Style
from lms.certificates.model import UnsupportedText


@dataclass(frozen=True)
class Room:
    """The part of a certificate that words are for: its name, and its width in points.

    `sizes` are those to try on one line, `stacked` those on two; none where there is no room.
    """

    field: str
    width: float
    sizes: tuple[float, ...]
    stacked: tuple[float, ...] = ()


@dataclass(frozen=True)
class Fitted:
    """Words broken into lines, and the style at the size that fits."""

    lines: tuple[Line, ...]
    style: Style


def fit(text: str, style: Style, room: Room) -> Fitted:
    """Set words on one line as large as they stand, else on two of like length.

    Raises `UnsupportedText` naming the field, for letters that no font has and for words that
    are too long even at the smallest size.
    """
    try:
        whole = (shape(text, style),)
        for size in room.sizes:
            if whole[0].ems * size <= room.width:
                return Fitted(whole, replace(style, size=size))
        halves = tuple(shape(part, style) for part in _halves(text)) if room.stacked else whole
    except Undrawable as undrawable:
        raise _without_font(room.field, undrawable.cluster) from None
    for size in room.stacked:
        if all(half.ems * size <= room.width for half in halves):
            return Fitted(halves, replace(style, size=size))
    longest = max(half.ems for half in halves) * (*room.sizes, *room.stacked)[-1]
    share = room.width / longest
    message = (
        f"The {room.field} is too long for a certificate. "
        f"Shorten it to about {int(len(text) * share * 0.9)} letters."
    )
    raise UnsupportedText(room.field, message)


def _halves(text: str) -> list[str]:
    """Break near the middle, at a gap or after a slash, and rather where a part of a list ends."""
    clusters = clusters_of(text)
    length = len(clusters)
    breaks = [at for at in range(1, length) if clusters[at] == " " or clusters[at - 1] == "/"]
    middle = min(
        breaks or range(1, length),
        key=lambda at: abs(2 * at - length) - length * (clusters[at - 1] in "·,") / 4,
        default=0,
    )
    return ["".join(clusters[:middle]).strip(), "".join(clusters[middle:]).strip()]


def _without_font(field: str, cluster: str) -> UnsupportedText:
    named = letters_of(cluster)
    message = (
        f"The {field} has a letter that certificates cannot show: {', '.join(named)}. "
        "Write it in Latin, Greek, Cyrillic or Arabic letters."
    )
    return UnsupportedText(field, message, tuple(name.split()[0] for name in named))
