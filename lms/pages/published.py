"""Text that was rendered and cleaned once, when it was published, and is shown as it is."""

import re
from typing import Final

from markupsafe import Markup

_BESIDE: Final = re.compile(r'\b(href|src)="(?![a-z]+:|[#/])')
"""Where an address begins that is told from the place of a lesson."""


def published(html: str) -> Markup:
    """Mark what a published course or quiz says as safe to show: it holds no raw HTML."""
    return Markup(html)  # noqa: S704 - rendered from Markdown without raw HTML, at publication


def published_cover(html: str, course_url: str) -> Markup:
    """Mark a course's own text as safe, with its addresses led down to where the lessons are."""
    return published(_BESIDE.sub(rf'\1="{course_url}/', html))
