"""Every answer but “ask” is cited and rests on confirmed facts; no reading permits anything."""

from dataclasses import replace

import pytest

from lms.decisions.model import Fact, FactStatus, Verdict
from lms.decisions.soundness import fact_problems, rule_problems
from lms.kernel.ids import FactId
from tests.decisions.models import CON_01, CON_02, a_model, a_rule


def keys_of(**changes: object) -> list[str]:
    """Return the keys that are wrong in a rule that differs in these."""
    rule = replace(a_rule("rule", Verdict.PERMITTED), **changes)  # type: ignore[arg-type]  # any field
    return [key for key, _ in rule_problems(a_model(rule), rule)]


def test_a_cited_rule_on_confirmed_facts_is_sound() -> None:
    assert keys_of() == []
    assert keys_of(verdict=Verdict.NOT, reads=(CON_02,), reading="As we read it.") == []


def test_asking_needs_no_ground() -> None:
    assert keys_of(verdict=Verdict.ASK, cites=(), facts=()) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"cites": ()}, "cites"),
        ({"cites": ("section 2",)}, "cites"),
        ({"facts": ()}, "facts"),
        ({"facts": (CON_02,)}, "facts"),
        ({"facts": (FactId("CON-99"),)}, "facts"),
        ({"reads": (CON_02,), "reading": "As we read it."}, "reads"),
        ({"verdict": Verdict.NOT, "reads": (CON_02,)}, "reads"),
        ({"verdict": Verdict.NOT, "reading": "As we read it."}, "reads"),
        ({"verdict": Verdict.ONLY_IF, "conditions": ()}, "conditions"),
    ],
)
def test_a_rule_without_its_ground_is_refused(changes: dict[str, object], key: str) -> None:
    assert keys_of(**changes) == [key]


def test_what_was_read_second_hand_names_who_reported_it_and_when() -> None:
    told = Fact(CON_01, FactStatus.SECOND_HAND, "A firm, 3 May 2026")
    assert list(fact_problems(told)) == []
    assert len(list(fact_problems(replace(told, source="A firm")))) == 1
    assert list(fact_problems(replace(told, status=FactStatus.CONFIRMED, source=""))) == []
