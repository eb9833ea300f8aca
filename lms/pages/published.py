"""Text that was rendered and cleaned once, when it was published, and is shown as it is."""

import re
from typing import Final

from markupsafe import Markup

_BESIDE: Final = re.compile(r'\b(href|src)="(?![a-z]+:|[#/])')
"""Where an address begins that is told from the place of a lesson."""
_WITHIN: Final = re.compile(r'\bhref="#(?!i-)')
"""Where an address begins that stays in its lesson; those of icons are of every page."""
_NAMED: Final = re.compile(r"<(h[23])\b[^>]*")


def published(html: str) -> Markup:
    """Mark what a published course or quiz says as safe to show: it holds no raw HTML."""
    return Markup(html)  # noqa: S704 - rendered from Markdown without raw HTML, at publication


def published_part(html: str, lesson: str) -> Markup:
    """Mark a part of a lesson as safe to stand beside parts of others, on a page of its own.

    What is named in the lesson is led there, and names nothing here: two parts may use one name.
    """
    return published(_WITHIN.sub(f'href="{lesson}#', _NAMED.sub(r"<\1", html)))


def published_cover(html: str, course_url: str) -> Markup:
    """Mark a course's own text as safe, with its addresses led down to where the lessons are."""
    return published(_BESIDE.sub(rf'\1="{course_url}/', html))
