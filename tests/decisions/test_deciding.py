"""The first rule that fits decides, and no more is asked than hangs on the answer."""

from collections.abc import Mapping
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from lms.decisions.deciding import decide, known, unreachable, verdicts
from lms.decisions.model import UNSURE, Model, Rule, Verdict
from tests.decisions.models import a_model, a_question, a_rule

QUESTIONS = (
    a_question("who", "a", "b", "c"),
    a_question("why", "x", "y"),
    a_question("how", "1", "2"),
)


def first_fitting(model: Model, answers: Mapping[str, str]) -> Rule:
    """Decide by hand: the first rule that speaks of these answers."""
    return next(rule for rule in model.every_rule if rule.admits(answers))


def every_case(model: Model) -> list[dict[str, str]]:
    """Return every full set of answers."""
    names = [question.id for question in model.questions]
    values = product(*([one.id for one in question.answers] for question in model.questions))
    return [dict(zip(names, case, strict=True)) for case in values]


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Any rules over three questions."""
    rules = []
    for number in range(draw(st.integers(0, 6))):
        when = {
            question.id: " ".join(answers)
            for question in QUESTIONS
            if (answers := draw(st.sets(st.sampled_from([one.id for one in question.answers]))))
        }
        rules.append(a_rule(f"r{number}", draw(st.sampled_from(Verdict)), **when))
    return a_model(*rules, questions=QUESTIONS)


@given(models())
def test_every_case_is_decided_by_the_first_rule_that_fits(model: Model) -> None:
    for case in every_case(model):
        decision = decide(model, case)
        assert decision.asks is None
        assert decision.rule.id == first_fitting(model, case).id


@given(models())
def test_whoever_answers_only_what_is_asked_comes_to_the_same_decision(model: Model) -> None:
    for case in every_case(model):
        given_so_far: dict[str, str] = {}
        while (decision := decide(model, given_so_far)).asks:
            assert decision.asks.id not in given_so_far
            given_so_far[decision.asks.id] = case[decision.asks.id]
        assert decision.rule.id == first_fitting(model, case).id


@given(models())
def test_a_question_is_asked_only_while_something_hangs_on_it(model: Model) -> None:
    for case in every_case(model):
        first = case["who"]
        decision = decide(model, {"who": first})
        if decision.asks:
            rules = {
                first_fitting(model, other).id
                for other in every_case(model)
                if other["who"] == first
            }
            assert len(rules) > 1


@given(models())
def test_the_rules_that_never_decide_are_those_that_no_case_comes_to(model: Model) -> None:
    deciding = {first_fitting(model, case).id for case in every_case(model)}
    assert {rule.id for rule in unreachable(model)} == {one.id for one in model.rules} - deciding


@given(models())
def test_whoever_is_unsure_of_everything_is_never_told_more_than_all_cases_bear(
    model: Model,
) -> None:
    decision = decide(model, dict.fromkeys(("who", "why", "how"), UNSURE))
    rules = {first_fitting(model, case).id for case in every_case(model)}
    assert decision.verdict is Verdict.ASK or {decision.rule.id} == rules


def test_what_nobody_is_sure_of_is_named_where_it_matters() -> None:
    model = a_model(a_rule("signed", Verdict.PERMITTED, letter="signed"))

    decision = decide(model, {"letter": UNSURE})

    assert decision.verdict is Verdict.ASK
    assert [one.id for one in decision.unsure] == ["letter"]
    assert decide(model, {}).asks == model.question("letter")


def test_being_unsure_of_what_does_not_matter_changes_nothing() -> None:
    model = a_model(
        a_rule("police", who="police"), a_rule("doctor", Verdict.PERMITTED, who="doctor")
    )
    decision = decide(model, {"who": "police", "letter": UNSURE})
    assert (decision.rule.id, decision.unsure) == ("police", ())


def test_an_answer_that_the_model_does_not_know_counts_as_none() -> None:
    model = a_model(a_rule("police", who="police"))
    assert known(model, {"who": "burglar", "when": "night", "why": "case"}) == {"why": "case"}
    assert decide(model, {"who": "burglar"}).asks == model.question("who")


def test_verdicts_tell_whether_a_case_is_settled() -> None:
    model = a_model(
        a_rule("signed", Verdict.PERMITTED, letter="signed"), a_rule("none", who="police")
    )
    assert verdicts(model, {"letter": "signed"}) == {Verdict.PERMITTED}
    assert verdicts(model, {"who": "police"}) == {Verdict.PERMITTED, Verdict.NOT}
