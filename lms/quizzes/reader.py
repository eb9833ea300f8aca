"""From a Markdown task list to a bank of questions."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from markdown_it.token import Token

from lms.kernel.canonical import digest
from lms.kernel.markdown import Document, Fault, Faulty, Key, read_document
from lms.kernel.rendering import parsed, render_line
from lms.quizzes.model import Choice, Kind, Question, Quiz

_KEYS: Final = {
    "title": Key(str, "a title"),
    "draw": Key(object, "a number of questions, or a table of topics and numbers"),
    "pass_mark": Key(int, "a whole number of percent from 1 to 100", low=1),
    "attempts": Key(int, "a whole number; 0 means as many as needed", 0),
    "cooldown_minutes": Key(int, "a whole number of minutes", 0),
    "shuffle": Key(bool, "true or false", default=True),
}
_FIELDS: Final = ("rules", "lesson", "roles", "difficulty", "kind")
_FIELD: Final = re.compile(r"\b(" + "|".join(_FIELDS) + r"):\s*")
_ANCHOR: Final = re.compile(r"(?<!\s)\s*\{#([a-z]+-[a-z0-9]+)\}\s*$")
_MARK: Final = re.compile(r"\[([ xX])\]\s+")
FEWEST, MOST, HARDEST, FULL = 2, 6, 3, 100


class _WrongError(ValueError):
    """Something is wrong in one question; `line` is counted from 0 in the body."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def read_quiz(root: Path, path: Path) -> Quiz:
    """Read one bank of a content root; raise `Faulty` with everything that is wrong in it."""
    document = read_document(root, path)
    values = document.values(_KEYS)
    faults: list[Fault] = []
    questions: list[Question] = []
    for tokens in _sections(parsed(document.body)):
        try:
            questions.append(_question(tokens))
        except _WrongError as wrong:
            faults.append(document.fault(document.body_line + wrong.line, str(wrong)))
    draw = _draw(values["draw"])
    faults += _disagreements(document, values["pass_mark"], draw, questions)
    if faults:
        raise Faulty(*sorted(faults))
    rules = {key: values[key] for key in ("pass_mark", "attempts", "cooldown_minutes", "shuffle")}
    return Quiz(
        slug=path.stem,
        title=values["title"],
        draw=draw,
        questions=tuple(questions),
        text_sha256=digest((values, questions)),
        **rules,
    )


def _draw(told: object) -> tuple[tuple[str, int], ...]:
    if type(told) is int:
        return (("", told),)
    if isinstance(told, dict) and all(type(number) is int for number in told.values()):
        return tuple(told.items())
    return ()


def _disagreements(
    document: Document,
    pass_mark: int,
    draw: Sequence[tuple[str, int]],
    questions: Sequence[Question],
) -> Iterator[Fault]:
    if pass_mark > FULL:
        line = document.line_of("pass_mark")
        yield document.fault(line, "“pass_mark” must be a whole number of percent from 1 to 100.")
    line = document.line_of("draw")
    if not draw or any(number < 1 for _, number in draw):
        yield document.fault(line, f"“draw” must be {_KEYS['draw'].words}.")
    for topic, number in draw:
        there = sum(topic in {"", question.lesson} for question in questions)
        if there < number:
            of = f" of “{topic}”" if topic else ""
            told = f"“draw” wants {number} questions{of}; the bank has {there}."
            yield document.fault(line, told)
    ids = [question.id for question in questions]
    for name in sorted({one for one in ids if ids.count(one) > 1}):
        yield document.fault(document.body_line, f"The id “{name}” stands there more than once.")


def _sections(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    starts = [
        at for at, one in enumerate(tokens) if one.type == "heading_open" and one.tag == "h2"
    ]
    ends = [*starts[1:], len(tokens)]
    return [tokens[start:end] for start, end in zip(starts, ends, strict=True)]


def _question(tokens: Sequence[Token]) -> Question:
    line = _line(tokens[0])
    heading = tokens[1].content
    named = _ANCHOR.search(heading)
    if named is None:
        raise _WrongError(line, "Give the question a stable id: ## Question? {#con-01}.")
    text = heading[: named.start()]
    fields = _fields(tokens, line)
    choices = tuple(_choices(tokens, line))
    _require_choices(choices, line)
    explanation = " ".join(
        token.content for token in tokens if token.type == "inline" and token.level == _QUOTED
    )
    if not explanation:
        raise _WrongError(line, "Explain the right answer in a quotation (>) at the end.")
    lesson, _, anchor = fields["lesson"].partition("#")
    return Question(
        id=named[1],
        text=text,
        html=render_line(text),
        choices=choices,
        explanation=explanation,
        explanation_html=render_line(explanation),
        rules=tuple(one.strip() for one in fields["rules"].split(";") if one.strip()),
        lesson=lesson,
        anchor=anchor,
        roles=tuple(one.strip() for one in fields["roles"].split(",") if one.strip()),
        difficulty=int(fields["difficulty"]),
        kind=Kind(fields["kind"]),
        sha256=digest((text, [choice.text for choice in choices])),
    )


_QUOTED: Final = 2
"""How deep the words of a quotation lie that stands by itself: quotation, paragraph, words."""


def _fields(tokens: Sequence[Token], line: int) -> dict[str, str]:
    told = next((one for one in tokens[3:] if one.type == "inline" and one.level == 1), None)
    parts = _FIELD.split(told.content if told else "")
    fields = {name: value.strip() for name, value in zip(parts[1::2], parts[2::2], strict=True)}
    missing = [name for name in _FIELDS if not fields.get(name)]
    if missing:
        raise _WrongError(line, f"The line under the question lacks “{missing[0]}: …”.")
    where = _line(told) if told else line
    if fields["difficulty"] not in {str(one) for one in range(1, HARDEST + 1)}:
        raise _WrongError(where, f"“difficulty” must be 1 to {HARDEST}.")
    if fields["kind"] not in list(Kind):
        raise _WrongError(where, f"“kind” must be one of {', '.join(Kind)}.")
    if "#" not in fields["lesson"]:
        raise _WrongError(where, "“lesson” must name lesson and section, such as consent#notes.")
    return fields


def _choices(tokens: Sequence[Token], line: int) -> Iterator[Choice]:
    item: list[Token] | None = None
    for token in tokens:
        if token.type == "list_item_open" and item is None:
            item = [token]
        elif token.type == "list_item_close" and item is not None and token.level == item[0].level:
            yield _choice(item, line)
            item = None
        elif item is not None:
            item.append(token)


def _choice(item: Sequence[Token], line: int) -> Choice:
    words = [token.content for token in item if token.type == "inline"]
    marked = _MARK.match(words[0]) if words else None
    where = _line(item[0]) or line
    if marked is None:
        raise _WrongError(where, "Begin each choice with [ ] or, if it is right, [x].")
    right = marked[1] in "xX"
    reason = " ".join(words[1:])
    if not right and not reason:
        raise _WrongError(where, "Say why this choice is wrong, in a quotation (>) under it.")
    text = words[0][marked.end() :]
    return Choice(text, render_line(text), right, reason, render_line(reason))


def _require_choices(choices: Sequence[Choice], line: int) -> None:
    if not FEWEST <= len(choices) <= MOST:
        raise _WrongError(line, f"A question has {FEWEST} to {MOST} choices, not {len(choices)}.")
    right = sum(choice.right for choice in choices)
    if right == 0:
        raise _WrongError(line, "Mark the right choice with [x]; none is marked.")
    if right == len(choices):
        raise _WrongError(line, "Every choice is marked right; at least one must be wrong.")
    if len({choice.text for choice in choices}) < len(choices):
        raise _WrongError(line, "Two choices say the same.")


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
