"""The line of facts under a question says what it must, and whatever else it says is named."""

import pytest

from lms.quizzes.facts import facts_of, listed

LINE = "rules: 42 CFR 2.13; 42 CFR 2.31   lesson: a#b   roles: all   difficulty: 2 kind: scenario"


def test_a_line_is_parted_at_its_names() -> None:
    facts, problems = facts_of(f"{LINE}\nfacts:   CON-03, RED-01a")

    assert problems == ()
    assert facts == {
        "rules": "42 CFR 2.13; 42 CFR 2.31",
        "lesson": "a#b",
        "roles": "all",
        "difficulty": "2",
        "kind": "scenario",
        "facts": "CON-03, RED-01a",
    }


@pytest.mark.parametrize("number", ["CON-3", "con-03", "C-03", "CONST-03", "CON-03ab", "CON03"])
def test_a_number_that_is_none_is_named(number: str) -> None:
    told = f"“{number}” is no number of a fact. Write it like CON-03."

    assert facts_of(f"{LINE} facts: CON-01, {number}")[1] == (told,)


KNOWN = ("rules", "lesson", "roles", "difficulty", "kind", "facts", "decides", "verdict")


def test_everything_wrong_in_a_line_is_named_at_once() -> None:
    assert facts_of("See rules: x roles: a roles: b mood: dark")[1] == (
        "The line of facts begins with “rules:”, not with “See”.",
        f"“mood” is not known. Known are: {', '.join(KNOWN)}.",
        "The line under the question lacks “lesson: …”.",
        "The line under the question lacks “difficulty: …”.",
        "The line under the question lacks “kind: …”.",
        "“roles” stands there more than once.",
    )


def test_a_list_is_parted_and_holds_nothing_empty() -> None:
    assert listed(" a ;b;; c ", ";") == ("a", "b", "c")
    assert listed("", ",") == ()
