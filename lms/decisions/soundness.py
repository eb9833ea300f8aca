"""What a rule must rest on: confirmed facts, cited; a reading may forbid, and never permits."""

import re
from collections.abc import Iterator
from typing import Final

from lms.decisions.model import Fact, FactStatus, Model, Rule, Verdict

CITED: Final = re.compile(r"\d+ CFR \d+\.\d+\S*( \S.*)?|\d+ FR \d+\S*|\d+ U\.S\.C\. \d+\S*")
"""How a citation is written: 42 CFR 2.12(c)(4), 89 FR 12504, 42 U.S.C. 290dd-2(f)."""
_YEAR: Final = re.compile(r"\b(19|20)\d\d\b")


def fact_problems(fact: Fact) -> Iterator[str]:
    """Find why a fact may not be used as it is told."""
    if fact.status is FactStatus.SECOND_HAND and not _YEAR.search(fact.source):
        yield f"{fact.id} is second-hand. Name who reported it, and when: “source”."


def rule_problems(model: Model, rule: Rule) -> Iterator[tuple[str, str]]:
    """Find why a rule may not answer as it does: the key that is wrong, and the reason."""
    for cite in rule.cites:
        if not CITED.fullmatch(cite):
            yield "cites", f"“{cite}” is no citation. Write it like 42 CFR 2.12(c)(4)."
    for key, facts in (("facts", rule.facts), ("reads", rule.reads)):
        for fact in facts:
            if fact not in model.facts:
                yield key, f"{fact} stands in no list of facts. Add it under [facts]."
    if rule.verdict is not Verdict.ASK:
        yield from _grounds(model, rule)
    if bool(rule.reads) != bool(rule.reading):
        yield "reads", "“reads” and “reading” go together: which statements, and what they add."


def _grounds(model: Model, rule: Rule) -> Iterator[tuple[str, str]]:
    if not rule.cites:
        yield "cites", "Every answer but “ask” cites where it stands."
    if not rule.facts:
        yield "facts", "Every answer but “ask” rests on at least one confirmed fact."
    for name in rule.facts:
        fact = model.facts.get(name)
        if fact and not fact.status.firm:
            told = f"{name} is {fact.status}: no answer but “ask” may rest on it."
            yield "facts", f"{told} If it only makes the answer stricter, put it under “reads”."
    if rule.verdict is Verdict.PERMITTED and rule.reads:
        yield "reads", "A reading may make an answer stricter. It never permits anything."
    if rule.verdict is Verdict.ONLY_IF and not rule.conditions:
        yield "conditions", "“only-if” must say its conditions."
