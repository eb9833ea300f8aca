"""From Markdown to a drill."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from markdown_it.token import Token

from lms.drills.lines import choice_of, cites_something, facts_of, listed, pairs_of
from lms.drills.model import Choice, Drill, Step
from lms.drills.walking import way_problems
from lms.kernel.canonical import digest
from lms.kernel.ids import FactId
from lms.kernel.lessons.lesson_tables import Problem
from lms.kernel.lessons.task_lists import (
    Ticked,
    blocks,
    choice_problems,
    choices_of,
    line_of,
    one_line,
)
from lms.kernel.markdown import Faulty, Key, read_document
from lms.kernel.rendering import depth_problems, parsed, render_line

_KEYS: Final = {
    "title": Key(str, "a title"),
    "minutes": Key(int, "a whole number of minutes from 1 to 30", low=1, high=30),
    "roles": Key(list, "a list of roles", ()),
    "counsel": Key(list, "a list of points for counsel", ()),
}
_NAME: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_FILE: Final = re.compile(_NAME)
_TAKEN: Final = frozenset({"runs", "counts"})
"""Names that other pages have."""
_ID: Final = re.compile(rf"\{{#({_NAME})\}}\s*$")


def read_drill(root: Path, path: Path) -> Drill:
    """Read one drill of a content root; raise `Faulty` with everything that is wrong in it."""
    document = read_document(root, path)
    problems: list[Problem] = []
    tokens = parsed(document.body)
    problems += depth_problems(tokens)
    preface, *sections = _sections(tokens)
    if not sections:
        problems.append((0, "A drill has steps: ## What do you do? {#first}."))
    intro = _paragraphs(blocks(preface), problems) if preface else ""
    read = [(_step(section, problems), line_of(section)) for section in sections]
    lines = {step.id: line for step, line in reversed(read) if step}
    steps = tuple(step for step, _ in read if step)
    problems += (
        (line, f"“{step.id}” stands there more than once.")
        for step, line in read
        if step and lines[step.id] != line
    )
    if not problems:
        problems += ((lines[step], told) for step, told in way_problems(steps))
    faults = [document.fault_in_body(line, told) for line, told in problems]
    if not _FILE.fullmatch(path.stem) or path.stem in _TAKEN:
        faults.append(document.fault(1, "Name the file like subpoena-at-the-counter.md."))
    try:
        values = document.values(_KEYS)
    except Faulty as faulty:
        faults += faulty.faults
    if faults:
        raise Faulty(*sorted(set(faults)))
    return Drill(
        slug=path.stem,
        title=values["title"],
        minutes=values["minutes"],
        roles=tuple(values["roles"]),
        counsel=tuple(values["counsel"]),
        html=intro,
        steps=steps,
        text_sha256=digest((document.front, document.body)),
    )


def _sections(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Part a drill at its steps; what stands before the first comes first."""
    starts = [at for at, one in enumerate(tokens) if one.type == "heading_open" and not one.level]
    ends = [*starts, len(tokens)]
    return [tokens[start:end] for start, end in zip([0, *starts], ends, strict=True)]


def _step(section: Sequence[Token], problems: list[Problem]) -> Step | None:
    before = len(problems)
    named = _ID.search(section[1].content)
    if named is None or section[0].tag != "h2":
        problems.append((line_of(section), "Begin a step with ## Title {#name}."))
    title = one_line(section[1].content[: named.start()] if named else "")
    parts = blocks(section[3:])
    facts, wrong = facts_of(parts[0][1].content) if parts and len(parts[0]) > 1 else ({}, ("",))
    problems += (
        (line_of(section), told or "Under a step comes a line with “cites: 42 CFR …”.")
        for told in wrong
    )
    lists = [part for part in parts[1:] if part[0].type == "bullet_list_open"]
    text = _paragraphs([part for part in parts[1:] if part not in lists[-1:]], problems)
    choices = _choices(lists[-1], problems) if lists else ()
    if named is None or len(problems) > before:
        return None
    return Step(
        id=named[1],
        title=title,
        html=text,
        cites=listed(facts["cites"], ";"),
        choices=choices,
        ends=facts.get("ends", ""),
        facts=tuple(map(FactId, listed(facts.get("facts", ""), ","))),
        decides=pairs_of(facts.get("decides", "")),
    )


def _paragraphs(parts: Sequence[Sequence[Token]], problems: list[Problem]) -> str:
    problems += (
        (line_of(part), "A step is told in plain paragraphs, and its choices come last.")
        for part in parts
        if part[0].type != "paragraph_open"
    )
    told = (one_line(part[1].content) for part in parts if part[0].type == "paragraph_open")
    return "".join(f"<p>{render_line(words)}</p>" for words in told)


def _choices(task_list: Sequence[Token], problems: list[Problem]) -> tuple[Choice, ...]:
    ticked = choices_of(task_list, problems)
    line = line_of(task_list)
    problems += ((line, told) for told in choice_problems(ticked) if ticked)
    return tuple(one for one in (_choice(tick, line, problems) for tick in ticked) if one)


def _choice(ticked: Ticked, line: int, problems: list[Problem]) -> Choice | None:
    written = choice_of(ticked.text)
    if written is None:
        told = f"Write a choice like “refuse: Say no → next-step”, not “{ticked.text[:40]}”."
        problems.append((line, told))
        return None
    act, words, to = written
    if not cites_something(ticked.reason):
        told = f"Say why, and cite where it stands (42 CFR …), under “{words[:40]}”."
        problems.append((line, told))
    return Choice(
        text=words,
        html=render_line(words),
        act=act,
        right=ticked.right,
        to=to,
        reason=ticked.reason,
        reason_html=render_line(ticked.reason),
    )
