"""Banks of questions, by hand and by chance."""

from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from hypothesis import strategies as st

from lms.kernel.canonical import digest
from lms.quizzes.model import Choice, Kind, Question, Quiz

LESSONS: Final = ("answering", "noting", "passing-on")
SEED: Final = UUID("6f1d3c1e-9a53-4c4e-8a53-0d8b2f5a7c11")
"""Of an attempt."""


def a_choice(words: str, *, right: bool) -> Choice:
    """A choice; a wrong one has its reason."""
    reason = "" if right else f"A reason against {words}."
    return Choice(words, f"<em>{words}</em>", right, reason, reason)


def a_question(name: str, marks: str = "x--", lesson: str = "answering") -> Question:
    """A question with as many choices as marks: x for right, - for wrong."""
    return Question(
        id=name,
        text=f"What of {name}?",
        html=f"What of {name}?",
        choices=tuple(a_choice(f"{name}.{at}", right=one == "x") for at, one in enumerate(marks)),
        explanation="Because.",
        explanation_html="Because.",
        rules=("42 CFR 2.13(a)",),
        lesson=lesson,
        anchor="callers",
        roles=("all",),
        difficulty=1,
        kind=Kind.SCENARIO,
        sha256=digest(name),
    )


ONE, TWO, THREE = (a_question(name) for name in ("one", "two", "three"))


def an_ordering(name: str, steps: int = 4, lesson: str = "answering") -> Question:
    """A question that puts as many steps in order."""
    return replace(a_question(name, "x" * steps, lesson), ordered=True)


BANK: Final = Quiz(
    slug="callers",
    title="Nine calls",
    draw=(("answering", 2), ("noting", 1)),
    pass_mark=80,
    attempts=0,
    cooldown_minutes=0,
    shuffle=True,
    questions=tuple(a_question(f"{one}-{at}", lesson=one) for one in LESSONS for at in range(3)),
    text_sha256=digest("nine calls"),
)


def a_bank(**changes: Any) -> Quiz:  # noqa: ANN401 - any of its fields
    """The bank of nine calls, or one that differs from it in these fields."""
    return replace(BANK, **changes)


def marks() -> st.SearchStrategy[str]:
    """Two to six choices of which one at least is right and one at least is wrong."""
    return st.text("x-", min_size=2, max_size=6).filter(lambda one: len(set(one)) > 1)


@st.composite
def banks(draw: st.DrawFn) -> Quiz:
    """Any bank from which a paper can be drawn."""
    made = st.one_of(
        st.builds(partial(a_question, "made"), marks()),
        st.builds(partial(an_ordering, "made"), st.integers(3, 6)),
    )
    questions = [
        replace(draw(made), id=f"{lesson}-{at}", sha256=digest(f"{lesson}-{at}"), lesson=lesson)
        for lesson in LESSONS
        for at in range(draw(st.integers(1, 5)))
    ]
    asked = {
        lesson: draw(st.integers(1, sum(one.lesson == lesson for one in questions)))
        for lesson in draw(st.lists(st.sampled_from(LESSONS), min_size=1, unique=True))
    }
    table = tuple(asked.items())
    number = (("", draw(st.integers(1, len(questions)))),)
    return a_bank(
        draw=draw(st.sampled_from([table, number])),
        shuffle=draw(st.booleans()),
        questions=tuple(draw(st.permutations(questions))),
    )
