"""Letters with their marks, and the direction in which they run."""

import unicodedata

JOINERS = "\u200c\u200d"  # they shape Persian and Indic names, and show nothing themselves
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_STRONG = _RIGHT_TO_LEFT | {"L", "EN"}


def clusters_of(text: str) -> list[str]:
    """Split text into letters, each with the marks and joiners that follow it."""
    clusters: list[str] = []
    for letter in text:
        if clusters and (is_mark(letter) or letter in JOINERS):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


def is_mark(letter: str) -> bool:
    """Tell whether a letter is a mark that sits on the one before it."""
    return unicodedata.category(letter) in {"Mn", "Me"}


def is_joiner(letter: str) -> bool:
    """Tell whether a letter shows nothing and only changes how its neighbours join."""
    return letter in JOINERS


def is_hidden(letter: str) -> bool:
    """Tell whether a letter only steers others, as those do that turn a line's direction.

    A name must not hold them: it could then be read as another than the one that was saved.
    """
    return unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"}


def right_to_left(clusters: list[str]) -> list[bool]:
    """Say for each cluster whether it runs right to left.

    A neutral one follows its neighbours where both sides agree, else the line, whose direction
    is that of its first strong letter.
    """
    kinds = [unicodedata.bidirectional(cluster[0]) for cluster in clusters]
    strong = [kind in _RIGHT_TO_LEFT if kind in _STRONG else None for kind in kinds]
    line = next((runs for runs in strong if runs is not None), False)
    before = _carried(strong, line)
    after = _carried(strong[::-1], line)[::-1]
    return [
        own if own is not None else (left if left == right else line)
        for own, left, right in zip(strong, before, after, strict=True)
    ]


def _carried(strong: list[bool | None], line: bool) -> list[bool]:  # noqa: FBT001 - a direction
    carried = []
    for own in strong:
        line = line if own is None else own
        carried.append(line)
    return carried
