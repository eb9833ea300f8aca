"""From a folder of Markdown files to a course."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lms.courses.blocks import parted
from lms.courses.digesting import text_digest
from lms.courses.front import (
    COURSE_KEYS,
    GLOSSARY_KEYS,
    LESSON_KEYS,
    unfit_course,
    unfit_lesson,
)
from lms.courses.images import LARGEST, image_of
from lms.courses.law import Law
from lms.courses.model import (
    Asset,
    Block,
    Change,
    Course,
    Glossary,
    LegalStatus,
    Lesson,
    Term,
)
from lms.kernel.canonical import digest
from lms.kernel.ids import CourseId, FactId
from lms.kernel.lessons.glossaries import glosses_of
from lms.kernel.lessons.placeholders import filled
from lms.kernel.markdown import WORD, Document, Fault, Faulty, Key, bytes_of, read_document
from lms.kernel.rendering import Heading, Links, Rendered, headings_of, render

NO_WORDS: Final = Glossary()
NO_LAW: Final = Law()
_GLOSSARY: Final = "courses/glossary.md"
_SECTION: Final = 2
"""The level of the headings that part a lesson: ##."""
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LESSON_FILE: Final = re.compile(rf"(\d\d)-({_NAME.pattern})\.md")
_PICTURE_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TAKEN_NAMES: Final = {"assets", "attempts", "refresher"}
_TAKEN_ANCHORS: Final = re.compile(r"main|quiz|steps|gloss|hatch|hatch-away|[gi]-.*")
"""Names that other things bear on the page or in its address."""


@dataclass
class _Folder:
    """A course's folder while it is read: its lessons, pictures, and what is wrong in it.

    `anchors` is None for a lesson that could not be opened, `glossary` if it could not be read.
    """

    root: Path
    path: Path
    glossary: Glossary | None
    law: Law
    shows: set[str] = field(default_factory=set)
    lessons: dict[str, Document] = field(default_factory=dict)
    anchors: dict[str, set[str] | None] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    used: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, reason: str) -> None:
        """Keep a fault of a file as a whole."""
        self.faults.append(Fault(path.relative_to(self.root).as_posix(), 1, reason))

    def blame(self, document: Document, reasons: Iterable[tuple[str, str]]) -> None:
        """Keep what is wrong with keys of a file's front matter."""
        self.faults += [document.fault(document.line_of(key), why) for key, why in reasons]

    def open(self, path: Path) -> Document | None:
        """Read a file, or keep what is wrong in it."""
        try:
            filling = filled(read_document(self.root, path), self.law.values)
        except Faulty as faulty:
            self.faults += faulty.faults
            return None
        self.shows |= filling.shows
        return filling.document

    def values(self, document: Document, keys: Mapping[str, Key]) -> dict[str, Any] | None:
        """Read a file's front matter, or keep what is wrong in it."""
        try:
            return document.values(keys)
        except Faulty as faulty:
            self.faults += faulty.faults
            return None


def read_glossary(root: Path, law: Law = NO_LAW) -> Glossary:
    """Read the glossary of a content root; where there is none, it has no words."""
    path = root / _GLOSSARY
    if not path.exists():
        return Glossary()
    document = filled(read_document(root, path), law.values).document
    glosses, problems = glosses_of(document.body)
    faults = [document.fault_in_body(line, told) for line, told in problems]
    try:
        values = document.values(GLOSSARY_KEYS)
    except Faulty as faulty:
        faults += faulty.faults
    if faults:
        raise Faulty(*sorted(faults))
    terms = tuple(Term(one.anchor, one.title, one.text, one.html) for one in glosses)
    return Glossary(values["title"], terms)


def read_course(
    root: Path, folder: Path, glossary: Glossary | None = NO_WORDS, law: Law = NO_LAW
) -> Course:
    """Read one course of a content root; raise `Faulty` with everything that is wrong in it.

    Figures of the law stand in its texts as they are today. Without a glossary, because it
    could not be read, links to its words are not checked.
    """
    here = _Folder(root, folder, glossary, law)
    _open_lessons(here)
    cover = here.open(folder / "course.md")
    values = here.values(cover, COURSE_KEYS) if cover else None
    intro = _rendered(here, cover, "") if cover else None
    if cover and values:
        here.blame(cover, unfit_course(values))
    lessons = [_lesson(here, slug, document) for slug, document in here.lessons.items()]
    if here.faults or not (cover and values and intro):
        raise Faulty(*sorted(here.faults))
    assets = tuple(sorted(here.assets.values(), key=lambda one: one.name))
    words = _words_of(here)
    figures = law.shown(frozenset(here.shows))
    return Course(
        **{
            **values,
            "slug": CourseId(folder.name),
            "change": Change(values["change"]),
            "legal_status": LegalStatus(values["legal_status"]),
            "rules": tuple(values["rules"]),
            "audience_roles": tuple(values["audience_roles"]),
            "source": cover.body,
            "html": intro.html,
            "lessons": tuple(one for one in lessons if one),
            "assets": assets,
            "text_sha256": text_digest(cover, here.lessons, assets, (words, figures)),
            "glossary": words,
            "figures": figures,
        }
    )


def _words_of(here: _Folder) -> Glossary:
    """Return the part of the glossary that the lessons link to."""
    used = here.glossary.of(set().union(*here.used.values())) if here.glossary else ()
    return Glossary(here.glossary.title, used) if here.glossary and used else Glossary()


def _open_lessons(here: _Folder) -> None:
    cover = here.path / "course.md"
    if not _NAME.fullmatch(here.path.name):
        here.fault(cover, "Name the folder in small letters and hyphens, such as part2-core.")
    numbers: set[str] = set()
    for path in sorted(here.path.glob("*.md")):
        named = _LESSON_FILE.fullmatch(path.name)
        if path == cover:
            continue
        if named is None or named[2] in _TAKEN_NAMES:
            here.fault(path, "Name the file like 01-what-it-is.md.")
        elif named[2] in here.anchors:
            here.fault(path, f"There is a lesson “{named[2]}” already.")
        elif named[1] in numbers:
            here.fault(path, f"There is a lesson {named[1]} already. Give each its own number.")
        else:
            numbers.add(named[1])
            document = here.open(path)
            here.anchors[named[2]] = _anchors_of(document) if document else None
            if document:
                here.lessons[named[2]] = document
    if not here.anchors:
        here.fault(cover, "The course has no lesson. Add 01-….md beside it.")


def _anchors_of(document: Document) -> set[str]:
    return {heading.anchor for heading in headings_of(document.body)}


def _rendered(here: _Folder, document: Document, slug: str) -> Rendered:
    """Render a lesson, or the course's own text, which has no slug."""
    rendered = render(document.body, _links(here, slug))
    problems = [*rendered.problems, *_heading_problems(rendered.headings, slug)]
    here.faults += [document.fault_in_body(line, told) for line, told in problems]
    return rendered


def _heading_problems(headings: Sequence[Heading], slug: str) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    above = 1
    for heading in headings:
        if heading.level not in {_SECTION, _SECTION + 1}:
            told = "Use ## for a section and ### inside one; the page has its own first heading."
            yield heading.line, told
        elif heading.level > above + 1:
            yield heading.line, "Use ## before ###, so that nobody misses a step."
        if slug and heading.level == _SECTION and not heading.anchor:
            yield heading.line, "Give the section a stable name: ## Title {#name}."
        if heading.anchor in seen:
            yield heading.line, f"“#{heading.anchor}” stands in this lesson already."
        if _TAKEN_ANCHORS.fullmatch(heading.anchor):
            yield heading.line, f"“#{heading.anchor}” is taken by the page. Choose another name."
        seen |= {heading.anchor} - {""}
        above = heading.level


def _lesson(here: _Folder, slug: str, document: Document) -> Lesson | None:
    rendered = _rendered(here, document, slug)
    values = here.values(document, LESSON_KEYS)
    if values is None:
        return None
    here.blame(document, unfit_lesson(values))
    return Lesson(
        slug=slug,
        title=values["title"],
        minutes=values["minutes"],
        cites=tuple(values["cites"]),
        counsel=tuple(values["counsel"]),
        source=document.body,
        html=rendered.html,
        blocks=_blocks(document.body, rendered.headings, values["title"]),
        facts=tuple(map(FactId, values["facts"])),
        terms=tuple(sorted(here.used[slug])),
    )


def _blocks(body: str, headings: Sequence[Heading], title: str) -> tuple[Block, ...]:
    """Part a lesson at its sections; what comes before the first has the lesson's own title."""
    sections = [heading for heading in headings if heading.level == _SECTION]
    parts = [Heading(1, title, "", 0), *sections]
    texts = parted(body, [section.line for section in sections])
    return tuple(
        Block(part.anchor, part.title, digest(text.encode()))
        for part, text in zip(parts, texts, strict=True)
        if text
    )


def _word(here: _Folder, slug: str, anchor: str) -> str:
    """Return the address of a word's meaning, which stands on the page of the lesson."""
    if not slug:
        raise ValueError("Only a lesson can link to the glossary: its page shows the meanings.")
    if here.glossary is not None and not here.glossary.terms:
        raise ValueError(f"There is no glossary to link to. Write one in {_GLOSSARY}.")
    if here.glossary is not None and not here.glossary.of({anchor}):
        raise ValueError(f"The glossary has no word “#{anchor}”.")
    here.used[slug].add(anchor)
    return f"#{WORD}{anchor}"


def _links(here: _Folder, slug: str) -> Links:
    def page(target: str) -> str:
        if re.match(r"https://\w|mailto:\w", target):
            return target
        name, _, anchor = target.partition("#")
        if name == "glossary":
            return _word(here, slug, anchor)
        named = _LESSON_FILE.fullmatch(name)
        to = named[2] if named else slug if anchor and not name else None
        if to is None or to not in here.anchors:
            raise ValueError(
                f"There is no lesson “{name or target}” to link to. Elsewhere lead addresses that "
                "begin with https:// or mailto:."
            )
        anchors = here.anchors[to]
        if anchor and anchors is not None and anchor not in anchors:
            raise ValueError(f"The lesson “{name or to}” has no section “#{anchor}”.")
        address = to if name else ""
        return f"{address}#{anchor}" if anchor else address

    def picture(name: str) -> tuple[str, int, int]:
        path = here.path / name
        if not _PICTURE_FILE.fullmatch(name) or not path.is_file():
            raise ValueError(f"There is no picture “{name}” in the course's folder.")
        content = bytes_of(here.root, path, LARGEST)
        image = image_of(content)
        here.assets[name] = Asset(name, image.media_type, content, digest(content))
        return f"assets/{here.assets[name].sha256}", image.width, image.height

    return Links(page, picture)
