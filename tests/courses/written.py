"""Courses as values, written down block by block, in as many versions as a test needs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from lms.courses.model import Block, Change, Course, LegalStatus, Lesson
from lms.kernel.canonical import digest
from lms.kernel.ids import CourseId

Texts = Mapping[str, Mapping[str, str]]
"""What a course says: words for each anchor of each lesson."""

PLAIN: Final = Course(
    slug=CourseId("calls"),
    title="Calls",
    version=1,
    effective_on=date(2026, 1, 1),
    change=Change.MATERIAL,
    refresh_days=60,
    rules=("2024-final-rule",),
    teaches="42 CFR 2.13",
    minutes=10,
    quiz="calls",
    certificate="completion",
    audience_roles=(),
    reviewed_by="",
    reviewed_on=None,
    legal_status=LegalStatus.DRAFT,
    test_out=False,
    source="Whoever calls.",
    html="<p>Whoever calls.</p>",
    lessons=(),
    assets=(),
    text_sha256="00" * 32,
)


def a_lesson(slug: str, blocks: Mapping[str, str], **changes: Any) -> Lesson:  # noqa: ANN401 - any of its fields
    """A lesson of these blocks; the one without an anchor comes before the first section."""
    written = {
        anchor: f"## {anchor} {{#{anchor}}}\n\n{words}" if anchor else words
        for anchor, words in blocks.items()
    }
    shown = [
        f'<h2 id="{anchor}">{anchor}</h2>\n<p>{words}</p>\n' if anchor else f"<p>{words}</p>\n"
        for anchor, words in blocks.items()
    ]
    lesson = Lesson(
        slug=slug,
        title=slug.title(),
        minutes=2,
        cites=(),
        counsel=(),
        source="\n\n".join(written.values()),
        html="".join(shown),
        blocks=tuple(
            Block(anchor, anchor or slug.title(), digest(text.encode()))
            for anchor, text in written.items()
        ),
    )
    return replace(lesson, **changes)


def a_course(version: int = 1, texts: Texts | None = None, **changes: Any) -> Course:  # noqa: ANN401 - any of its fields
    """A version of the course that says these texts."""
    lessons = tuple(a_lesson(slug, blocks) for slug, blocks in (texts or {}).items())
    return replace(PLAIN, version=version, lessons=lessons, **changes)
