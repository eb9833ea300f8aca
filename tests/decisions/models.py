"""A small model of decisions: a door, who knocks, and whether they bring a letter."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lms.decisions.model import Answer, Fact, FactStatus, Model, Question, Rule, Verdict
from lms.kernel.ids import FactId

CON_01: Final = FactId("CON-01")
CON_02: Final = FactId("CON-02")
FACTS: Final = {
    CON_01: Fact(CON_01, FactStatus.CONFIRMED),
    CON_02: Fact(CON_02, FactStatus.READING),
}


def a_question(name: str, *answers: str) -> Question:
    """A question with these answers, each saying its own name."""
    return Question(name, f"What of {name}?", name, "", tuple(Answer(one, one) for one in answers))


def a_rule(name: str, verdict: Verdict = Verdict.NOT, **when: str) -> Rule:
    """A rule that speaks of these answers, several of one question with spaces between them."""
    return Rule(
        id=name,
        when={question: frozenset(answers.split()) for question, answers in when.items()},
        verdict=verdict,
        says=f"{name} says so.",
        why=f"{name} knows why.",
        conditions=("A condition.",),
        cites=("42 CFR 2.31(a)",),
        facts=(CON_01,),
    )


def a_model(*rules: Rule, questions: tuple[Question, ...] = ()) -> Model:
    """A model with these rules; if not told, of who asks, for what, and with which consent."""
    return Model(
        slug="door",
        title="May they come in?",
        lede="Three questions.",
        verdicts={one: one.value for one in Verdict},
        questions=questions
        or (
            a_question("who", "doctor", "police", "mother"),
            a_question("why", "care", "case"),
            a_question("letter", "none", "signed"),
        ),
        rules=rules,
        otherwise=a_rule("otherwise", Verdict.ASK),
        facts=FACTS,
    )


FILE: Final = """\
title = "May they come in?"
lede = "Two questions."

[verdicts]
permitted = "Yes"
not = "No"
only-if = "Only if"
ask = "Ask"

[otherwise]
says = "Ask somebody."
why = "Nobody knows."

[facts]
CON-01 = "confirmed"
CON-02 = "reading"
CON-03 = { status = "second-hand", source = "A firm, 3 May 2026" }

[[question]]
id = "who"
asks = "Who knocks?"
about = "Who"

[[question.answer]]
id = "doctor"
says = "A doctor"
hint = "In a white coat"

[[question.answer]]
id = "police"
says = "Police"

[[question]]
id = "letter"
asks = "Is there a letter?"
about = "Letter"

[[question.answer]]
id = "none"
says = "None"

[[question.answer]]
id = "signed"
says = "A signed one"

[[rule]]
id = "no-letter"
when = { letter = "none" }
verdict = "not"
says = "No."
why = "There is no letter."
cites = ["42 CFR 2.31(a)"]
facts = ["CON-01"]
reads = ["CON-02"]
reading = "As we read it."

[[rule]]
id = "doctor"
when = { who = ["doctor"], letter = "signed" }
verdict = "permitted"
says = "Yes."
why = "The letter says so."
cites = ["42 CFR 2.31(a)", "89 FR 12504"]
facts = ["CON-01", "CON-03"]
"""
"""The file of a model, as an author writes it."""


def write_model(root: Path, text: str = FILE) -> Path:
    """Write the file of a model into a content root, and return its path."""
    path = root / "courses" / "decisions.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def line_of(words: str) -> int:
    """The line on which some words stand in the file."""
    return FILE.count("\n", 0, FILE.index(words)) + 1


def pairs(**given: str) -> Mapping[str, Any]:
    """Answers, by the names of their questions."""
    return given
