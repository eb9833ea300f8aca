"""Words that people type: plain where nothing in them is invisible but what names need."""

from typing import Final

_MEANT: Final = dict.fromkeys((0xA0, 0x200C, 0x200D))
"""Invisible signs that names are written with: a space that holds, and the joiners of scripts."""


def is_plain(words: str) -> bool:
    """Say whether words have no line break, no control character and no mark of direction."""
    return words.translate(_MEANT).isprintable()
