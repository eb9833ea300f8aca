"""A decision as a page tells it: the verdict, its conditions, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from lms.decisions.deciding import Decision
from lms.decisions.model import UNSURE, Answer, FactStatus, Model, Question, Rule, Verdict

KINDS: Final = {
    Verdict.PERMITTED: "ok",
    Verdict.NOT: "no",
    Verdict.ONLY_IF: "soon",
    Verdict.ASK: "ask",
}
"""How a verdict is drawn."""
NOT_SURE: Final = "I am not sure"


@dataclass(frozen=True)
class Told:
    """An answer: its kind and word, the rule that gave it, and what to know of its grounds."""

    kind: str
    verdict: str
    rule: Rule
    says: str
    why: str
    sources: tuple[str, ...]
    conditions: str


@dataclass(frozen=True)
class Answered:
    """A question that was answered, in words, and the address at which to answer it anew."""

    id: str
    about: str
    says: str
    others: Mapping[str, str]


def told(model: Model, decision: Decision) -> Told:
    """Tell a decision. What nobody could answer is named, for then somebody must be asked."""
    rule, verdict = decision.rule, decision.verdict
    why = rule.why
    if decision.unsure:
        names = _and([one.about.lower() for one in decision.unsure])
        why = f"The answer depends on what you are not sure of: {names}."
    return Told(
        kind=KINDS[verdict],
        verdict=model.verdicts[verdict],
        rule=rule,
        says=rule.says,
        why=why,
        sources=tuple(_sources(model, rule)),
        conditions="Only if all of this is so" if verdict is Verdict.ONLY_IF else "Keep to this",
    )


def answers_of(model: Model, given: Mapping[str, str]) -> tuple[Answered, ...]:
    """Tell the answers given so far, each with the ones before it, to answer it anew."""
    asked = [question for question in model.questions if question.id in given]
    return tuple(
        Answered(
            id=question.id,
            about=question.about,
            says=question.says(given[question.id]),
            others={one.id: given[one.id] for one in asked[:at]},
        )
        for at, question in enumerate(asked)
    )


def choices_of(question: Question, *, hints: bool) -> tuple[tuple[str, str], ...]:
    """Return the answers to a question as values and words, with hints; unsure comes last."""
    answers = ((one.id, _hinted(one) if hints else one.says) for one in question.answers)
    return (*answers, (UNSURE, NOT_SURE))


def _hinted(answer: Answer) -> str:
    if not answer.hint:
        return answer.says
    return Markup('{}<br><span class="hint">{}</span>').format(answer.says, answer.hint)


def _sources(model: Model, rule: Rule) -> list[str]:
    """Name who reported what the rule rests on, where nobody read it in the rule itself."""
    facts = [model.facts[name] for name in rule.facts if name in model.facts]
    return sorted(
        {one.source for one in facts if one.status is FactStatus.SECOND_HAND and one.source}
    )


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
