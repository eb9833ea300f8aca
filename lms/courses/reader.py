"""From a folder of Markdown files to a course."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from lms.courses.images import image_of
from lms.courses.model import Asset, Block, Change, Course, LegalStatus, Lesson
from lms.kernel.canonical import digest
from lms.kernel.ids import CourseId
from lms.kernel.markdown import Document, Fault, Faulty, Key, read_document
from lms.kernel.rendering import Heading, Links, Rendered, render

_LESSON_FILE: Final = re.compile(r"\d{2}-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
_COURSE_KEYS: Final = {
    "title": Key(str, "a title"),
    "version": Key(int, "a whole number from 1", low=1),
    "effective_on": Key(date, "a day, such as 2026-02-16 without quotes"),
    "change": Key(str, f"one of {', '.join(Change)}"),
    "refresh_days": Key(int, "a whole number of days", 60),
    "rules": Key(list, 'a list of tags, such as ["2024-final-rule"]'),
    "teaches": Key(str, "one line for the certificate: the sections taught"),
    "minutes": Key(int, "a whole number of minutes", low=1),
    "quiz": Key(str, "the name of a file in quizzes/, without .md"),
    "certificate": Key(str, "the name of a file in certificates/, without .md", "completion"),
    "audience_roles": Key(list, "a list of roles", ()),
    "reviewed_by": Key(str, "the reviewer's name", ""),
    "reviewed_on": Key(date, "the day of the review", None),
    "legal_status": Key(str, f"one of {', '.join(LegalStatus)}", "draft"),
    "test_out": Key(bool, "true or false", default=False),
}
_LESSON_KEYS: Final = {
    "title": Key(str, "a title"),
    "minutes": Key(int, "a whole number of minutes", low=1),
    "cites": Key(list, 'a list of citations, such as ["42 CFR 2.31"]'),
    "counsel": Key(list, "a list of statements that counsel should look at", ()),
}
LONGEST_TEACHES: Final = 120


@dataclass
class _Folder:
    """A course's folder while it is read: its documents, pictures, and what is wrong in it."""

    root: Path
    path: Path
    lessons: dict[str, Document] = field(default_factory=dict)
    anchors: dict[str, set[str]] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_course(root: Path, folder: Path) -> Course:
    """Read one course of a content root; raise `Faulty` with everything that is wrong in it."""
    here = _Folder(root, folder)
    cover = _cover(here)
    _open_lessons(here)
    written = {slug: _rendered(here, document) for slug, document in here.lessons.items()}
    lessons = [_lesson(here, slug, written[slug]) for slug in here.lessons]
    if here.faults or cover is None:
        raise Faulty(*sorted(here.faults))
    document, values = cover
    intro = render(document.body, _links(here))
    course = _course(here, values, document, intro)
    made = [one for one in lessons if one is not None]
    assets = tuple(sorted(here.assets.values(), key=lambda one: one.name))
    said = (values, document.body, made, [(one.name, one.sha256) for one in assets])
    return Course(**course, lessons=tuple(made), assets=assets, text_sha256=digest(said))


def _cover(here: _Folder) -> tuple[Document, dict[str, Any]] | None:
    try:
        document = read_document(here.root, here.path / "course.md")
        values = document.values(_COURSE_KEYS)
    except Faulty as faulty:
        here.faults += faulty.faults
        return None
    here.faults += [
        document.fault(document.line_of(key), told) for key, told in _disagreements(values)
    ]
    return document, values


def _disagreements(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, known in (("change", Change), ("legal_status", LegalStatus)):
        if values[key] not in list(known):
            yield key, f"“{key}” must be one of {', '.join(known)}."
    if len(values["teaches"]) > LONGEST_TEACHES:
        yield "teaches", f"“teaches” must fit in {LONGEST_TEACHES} characters."
    signed = bool(values["reviewed_by"]) and values["reviewed_on"] is not None
    if values["legal_status"] == LegalStatus.REVIEWED and not signed:
        yield "legal_status", "“reviewed” needs reviewed_by and reviewed_on."


def _open_lessons(here: _Folder) -> None:
    for path in sorted(here.path.glob("*.md")):
        if path.name == "course.md":
            continue
        named = _LESSON_FILE.fullmatch(path.name)
        shown = path.relative_to(here.root).as_posix()
        if named is None:
            here.faults.append(Fault(shown, 1, "Name the file like 01-what-it-is.md."))
        elif named[1] in here.lessons:
            here.faults.append(Fault(shown, 1, f"There is a lesson “{named[1]}” already."))
        else:
            try:
                here.lessons[named[1]] = read_document(here.root, path)
            except Faulty as faulty:
                here.faults += faulty.faults
    if not here.lessons and not here.faults:
        shown = (here.path / "course.md").relative_to(here.root).as_posix()
        here.faults.append(Fault(shown, 1, "The course has no lesson. Add 01-….md beside it."))
    for slug, document in here.lessons.items():
        here.anchors[slug] = set(re.findall(r"\{#([a-z0-9-]+)\}", document.body))


def _rendered(here: _Folder, document: Document) -> Rendered:
    rendered = render(document.body, _links(here))
    for line, told in rendered.problems:
        here.faults.append(document.fault(document.body_line + line, told))
    seen: set[str] = set()
    for heading in rendered.headings:
        told = _heading_problem(heading, seen)
        seen.add(heading.anchor)
        if told:
            here.faults.append(document.fault(document.body_line + heading.line, told))
    return rendered


def _heading_problem(heading: Heading, seen: set[str]) -> str:
    if heading.level not in {2, 3}:
        return "Use ## for a section and ### inside one; the page has its own first heading."
    if heading.level == 2 and not heading.anchor:  # noqa: PLR2004 - ## opens a section
        return "Give the section a stable name: ## Title {#name}."
    if heading.anchor and heading.anchor in seen:
        return f"“#{heading.anchor}” stands in this lesson already."
    return ""


def _lesson(here: _Folder, slug: str, rendered: Rendered) -> Lesson | None:
    document = here.lessons[slug]
    try:
        values = document.values(_LESSON_KEYS)
    except Faulty as faulty:
        here.faults += faulty.faults
        return None
    return Lesson(
        slug=slug,
        title=values["title"],
        minutes=values["minutes"],
        cites=tuple(values["cites"]),
        counsel=tuple(values["counsel"]),
        source=document.body,
        html=rendered.html,
        blocks=_blocks(document.body, rendered.headings),
    )


def _blocks(body: str, headings: Sequence[Heading]) -> tuple[Block, ...]:
    sections = [heading for heading in headings if heading.anchor and heading.level == 2]  # noqa: PLR2004 - ## opens a section
    lines = body.split("\n")
    ends = [*(heading.line for heading in sections[1:]), len(lines)]
    return tuple(
        Block(one.anchor, one.title, digest("\n".join(lines[one.line : end]).strip().encode()))
        for one, end in zip(sections, ends, strict=True)
    )


def _links(here: _Folder) -> Links:
    def page(target: str) -> str:
        if re.match(r"https://|mailto:", target):
            return target
        name, _, anchor = target.partition("#")
        named = _LESSON_FILE.fullmatch(name)
        if named is None or named[1] not in here.lessons:
            raise ValueError(f"There is no lesson “{name or target}” to link to.")
        if anchor and anchor not in here.anchors[named[1]]:
            raise ValueError(f"The lesson “{name}” has no section “#{anchor}”.")
        return f"{named[1]}#{anchor}" if anchor else named[1]

    def picture(name: str) -> tuple[str, int, int]:
        path = here.path / name
        if "/" in name or "\\" in name or name.startswith(".") or not path.is_file():
            raise ValueError(f"There is no picture “{name}” in the course's folder.")
        content = path.read_bytes()
        image = image_of(content)
        here.assets[name] = Asset(name, image.media_type, content, digest(content))
        return f"assets/{here.assets[name].sha256}", image.width, image.height

    return Links(page, picture)


def _course(
    here: _Folder, values: Mapping[str, Any], document: Document, intro: Rendered
) -> dict[str, Any]:
    return {
        **values,
        "slug": CourseId(here.path.name),
        "change": Change(values["change"]),
        "legal_status": LegalStatus(values["legal_status"]),
        "rules": tuple(values["rules"]),
        "audience_roles": tuple(values["audience_roles"]),
        "source": document.body,
        "html": intro.html,
    }
