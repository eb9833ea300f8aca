"""The line of facts under a step, and how a choice is written."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from lms.drills.model import Act
from lms.kernel.ids import FACT_ID

ENDS: Final = ("well", "badly")
"""How a drill may end."""
_KNOWN: Final = ("cites", "facts", "decides", "ends")
_FACT: Final = re.compile(r"(?<!\S)([a-z_]+):(?=\s|$)")
_PAIR: Final = re.compile(r"([a-z0-9-]+)=([a-z0-9-]+)")
_CHOICE: Final = re.compile(
    rf"(?:({'|'.join(Act)}):\s+)?(\S.*?)\s+→\s+([a-z0-9]+(?:-[a-z0-9]+)*)", re.DOTALL
)
_SECTION: Final = re.compile(r"\d+ CFR \d+\.\d+|\d+ FR \d+|\d+ U\.S\.C\. \d+|§ \d+\.\d+")


def facts_of(line: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what a line of facts says, by name, and everything wrong in it."""
    before, *parts = _FACT.split(" ".join(line.split()))
    facts = dict(zip(parts[::2], (one.strip() for one in parts[1::2]), strict=True))
    problems = list(_problems(facts))
    if before.strip():
        told = f"The line under a step begins with “cites:”, not with “{before.strip()[:30]}”."
        problems.insert(0, told)
    return facts, tuple(problems)


def choice_of(words: str) -> tuple[str, str, str] | None:
    """Return act, words and next step of a choice; None if it is not written like one."""
    found = _CHOICE.fullmatch(words)
    return (found[1] or "", " ".join(found[2].split()), found[3]) if found else None


def pairs_of(words: str) -> dict[str, str]:
    """Return the answers that a step gives: `holder=qso asks=payer`."""
    return dict(_PAIR.findall(words))


def listed(words: str, between: str) -> tuple[str, ...]:
    """Return the parts of a value that lists several."""
    return tuple(one.strip() for one in words.split(between) if one.strip())


def cites_something(words: str) -> bool:
    """Say whether a reason names where it stands."""
    return bool(_SECTION.search(words))


def _problems(facts: Mapping[str, str]) -> Iterator[str]:
    known = ", ".join(_KNOWN)
    for name in facts:
        if name not in _KNOWN:
            yield f"“{name}” is not known. Known are: {known}."
    if not cites_something(facts.get("cites", "")):
        yield "The line under a step lacks “cites: 42 CFR …”."
    if facts.get("ends", ENDS[0]) not in ENDS:
        yield f"“ends” must be {' or '.join(ENDS)}."
    for number in listed(facts.get("facts", ""), ","):
        if not FACT_ID.fullmatch(number):
            yield f"“{number}” is no number of a fact. Write it like CON-03."
    told = facts.get("decides")
    if told is not None and (not told or _PAIR.sub("", told).strip()):
        yield "“decides” lists answers of the model, such as holder=qso asks=payer."
