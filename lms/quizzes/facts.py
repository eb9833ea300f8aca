"""The line of facts under a question: what it rests on, where it is taught, whom it is for."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lms.kernel.ids import FACT_ID
from lms.quizzes.model import Kind

HARDEST: Final = 3
ORDERING: Final = "ordering"
"""What the kind of a question with steps may be called: a situation, told in its steps."""
_KINDS: Final = (*Kind, ORDERING)
_NEEDED: Final = ("rules", "lesson", "roles", "difficulty", "kind")
_KNOWN: Final = (*_NEEDED, "facts", "decides", "verdict")
_FACT: Final = re.compile(r"(?<!\S)([a-z_]+):(?=\s|$)")
_NAME: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PAIR: Final = re.compile(r"([a-z0-9-]+)=([a-z0-9-]+)")
_PLACE: Final = re.compile(rf"{_NAME}#{_NAME}")


def facts_of(line: str, *, ordered: bool = False) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what a line of facts says, by name, and everything wrong in it.

    `ordered` says whether the question has steps to put in order.
    """
    before, *parts = _FACT.split(" ".join(line.split()))
    names, values = parts[::2], [value.strip() for value in parts[1::2]]
    facts = dict(zip(names, values, strict=True))
    problems = list(_problems(facts))
    if before.strip():
        told = f"The line of facts begins with “rules:”, not with “{before.strip()[:30]}”."
        problems.insert(0, told)
    if facts.get("kind") == ORDERING and not ordered:
        problems.append("“kind: ordering” needs steps as a list with 1., in their right order.")
    problems += (
        f"“{name}” stands there more than once." for name in facts if names.count(name) > 1
    )
    return facts, tuple(problems)


def pairs_of(words: str) -> tuple[tuple[str, str], ...]:
    """Return the answers that a situation gives to the model of decisions: `asks=payer`."""
    return tuple(sorted(_PAIR.findall(words)))


def kind_of(told: str) -> Kind:
    """Return the kind that a line of facts tells."""
    return Kind.SCENARIO if told == ORDERING else Kind(told)


def listed(words: str, between: str) -> tuple[str, ...]:
    """Return the parts of a value that lists several."""
    return tuple(one.strip() for one in words.split(between) if one.strip())


def _problems(facts: Mapping[str, str]) -> Iterator[str]:
    known = ", ".join(_KNOWN)
    for name in facts:
        if name not in _KNOWN:
            yield f"“{name}” is not known. Known are: {known}."
    for name in _NEEDED:
        if not facts.get(name):
            yield f"The line under the question lacks “{name}: …”."
    if facts.get("difficulty", "1") not in {str(one) for one in range(1, HARDEST + 1)}:
        yield f"“difficulty” must be 1 to {HARDEST}."
    if facts.get("kind", ORDERING) not in _KINDS:
        yield f"“kind” must be one of {', '.join(_KINDS)}."
    if not _PLACE.fullmatch(facts.get("lesson", "a#a")):
        yield "“lesson” must name lesson and section, such as consent#notes."
    for number in listed(facts.get("facts", ""), ","):
        if not FACT_ID.fullmatch(number):
            yield f"“{number}” is no number of a fact. Write it like CON-03."
    yield from _case_problems(facts)


def _case_problems(facts: Mapping[str, str]) -> Iterator[str]:
    if ("decides" in facts) != ("verdict" in facts):
        yield "“decides” and “verdict” go together: what the case is, and what is right then."
    if _PAIR.sub("", facts.get("decides", "a=b")).strip() or not facts.get("decides", "a=b"):
        yield "“decides” lists answers of the model, such as holder=qso asks=payer."
