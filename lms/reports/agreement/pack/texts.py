"""The courses as they were taught, and their questions, for every version that somebody read."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from lms.courses.model import Course
from lms.courses.store import asset_of, course_version
from lms.kernel.ids import CourseId
from lms.quizzes.model import Quiz
from lms.quizzes.store import quiz_of
from lms.reports.agreement.pack.html import Safe, facts, heading, link, page, paragraph, told

FOLDER: Final = "courses"
_ENDINGS: Final = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/webp": "webp",
    "image/gif": "gif",
}
_ASSET: Final = re.compile(r"assets/([0-9a-f]{64})")
_WITHIN: Final = re.compile(r'href="(?!https?:|mailto:|#)([^"#]*)(#[^"]*)?"')


class File(NamedTuple):
    """A file of a pack: its name, and its content a piece at a time."""

    name: str
    pieces: Iterator[bytes]


def place_of(course: str, version: int) -> str:
    """Return the folder of a version."""
    return f"{FOLDER}/{course}-v{version}"


def texts_of(session: Session, course: CourseId, version: int) -> Iterator[File]:
    """Yield the files of one version: its text, a page for each lesson, questions, pictures."""
    text = course_version(session, course, version)
    place = place_of(course, version)
    pictures = {}
    for asset in text.assets:
        found = asset_of(session, course, asset.sha256)
        ending = _ENDINGS.get(found.media_type, "bin")
        pictures[asset.sha256] = f"assets/{asset.sha256}.{ending}"
        yield File(f"{place}/{pictures[asset.sha256]}", iter([found.content]))
    for lesson in text.lessons:
        html = _filled(lesson.html, pictures, text)
        body = [
            paragraph(link(text.title, "text.html")),
            heading(1, lesson.title),
            html,
        ]
        yield File(f"{place}/{lesson.slug}.html", page(lesson.title, body))
    yield File(f"{place}/text.html", page(text.title, _cover(text, pictures)))
    quiz = quiz_of(session, course, version)
    yield File(f"{place}/questions.html", page(quiz.title, _questions(quiz, text)))


def _cover(text: Course, pictures: dict[str, str]) -> Iterator[str]:
    yield paragraph(link("The pack's first page", "../../../index.html"))
    yield heading(1, f"{text.title}, version {text.version}")
    reviewed = f"{text.reviewed_by}, {text.reviewed_on}" if text.reviewed_by else "nobody yet"
    yield facts(
        (
            ("Taught from", text.effective_on),
            ("Change against the version before", text.change),
            ("Rules it teaches", ", ".join(text.rules)),
            ("Reviewed by", reviewed),
            ("Text, SHA-256", text.text_sha256),
        )
    )
    yield _filled(text.html, pictures, text)
    items = "".join(
        f"<li>{link(one.title, f'{one.slug}.html')}, {one.minutes} minutes</li>"
        for one in text.lessons
    )
    yield f"<ol>{items}</ol>"
    yield paragraph(link("All questions of its quiz", "questions.html"))
    if text.glossary.terms:
        yield heading(2, "Words")
        terms = "".join(
            f'<dt id="{told(one.anchor)}">{told(one.title)}</dt><dd>{one.html}</dd>'
            for one in text.glossary.terms
        )
        yield f"<dl>{terms}</dl>"


def _questions(quiz: Quiz, text: Course) -> Iterator[str]:
    yield paragraph(link(text.title, "text.html"))
    yield heading(1, f"Questions of {text.title}, version {text.version}")
    yield facts((("Pass mark", f"{quiz.pass_mark} %"), ("Questions, SHA-256", quiz.text_sha256)))
    for one in quiz.questions:
        choices = "".join(
            f"<li>{told(choice.text)}{Safe(' <b>[right]</b>') if choice.right else ''} "
            f"{told(choice.reason)}</li>"
            for choice in one.choices
        )
        rules = f"<p class=soft>{told(', '.join(one.rules))}</p>" if one.rules else ""
        yield (
            f'<div class="q" id="{told(one.id)}">{one.html}<ol>{choices}</ol>'
            f"<p>{told(one.explanation)}</p>{rules}</div>"
        )


def _filled(html: str, pictures: dict[str, str], text: Course) -> str:
    """Point pictures and lessons at the files beside this one."""
    shown = _ASSET.sub(lambda found: pictures.get(found[1], found[0]), html)
    slugs = {lesson.slug for lesson in text.lessons}

    def beside(found: re.Match[str]) -> str:
        slug, anchor = found[1].rstrip("/").rpartition("/")[2], found[2] or ""
        if slug in slugs:
            return f'href="{slug}.html{anchor}"'
        return f'href="text.html{anchor}"'

    return _WITHIN.sub(beside, shown)
