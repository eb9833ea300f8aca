"""The job aids and drills that come with the product are whole, and agree with each other."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from lms.aids import DISCLOSING, MODELS, bank_faults, read_aids
from lms.decisions.deciding import decide
from lms.decisions.model import UNSURE, FactStatus, Model, Verdict
from lms.drills.model import Drill
from lms.drills.walking import best_way, walk
from lms.kernel.errors import NotFound
from lms.library import bundled_content, open_library
from tests.decisions.models import FILE as MODEL
from tests.decisions.models import write_model
from tests.drills.stories import FILE as DRILL
from tests.drills.stories import write_drill
from tests.quizzes.banks import a_bank, a_question

AIDS = read_aids(bundled_content())[0]
FEWEST_DRILLS = 12
FEWEST_TAGGED = 40


def models() -> list[Model]:
    """The models of the bundled content."""
    return [AIDS.model(name) for name in MODELS]


def drills() -> list[Drill]:
    """The drills of the bundled content."""
    return list(AIDS.drills.values())


def mask_of(model: Model, question: str, answer: str) -> int:
    """Return the rules that admit an answer, each as a bit."""
    rules = enumerate(model.every_rule)
    return sum(1 << at for at, rule in rules if answer in rule.when.get(question, {answer}))


def test_nothing_is_wrong_with_what_comes_along() -> None:
    assert read_aids(bundled_content())[1] == ()
    assert len(drills()) >= FEWEST_DRILLS


@pytest.mark.parametrize("model", models(), ids=lambda one: one.slug)
def test_every_combination_of_answers_is_decided(model: Model) -> None:
    # Rules are bits: those that admit an answer, for every answer to every question.
    masks = [
        [mask_of(model, question.id, one.id) for one in question.answers]
        for question in model.questions
    ]
    deciding: set[int] = set()
    for case in product(*masks):
        fitting = (1 << len(model.every_rule)) - 1
        for mask in case:
            fitting &= mask
        assert fitting
        deciding.add(fitting & -fitting)
    assert len(deciding) >= len(model.rules)


@pytest.mark.parametrize("model", models(), ids=lambda one: one.slug)
def test_whoever_is_sure_of_nothing_is_told_to_ask(model: Model) -> None:
    unsure = {question.id: UNSURE for question in model.questions}
    assert decide(model, unsure).verdict is Verdict.ASK


@pytest.mark.parametrize("model", models(), ids=lambda one: one.slug)
def test_what_is_permitted_rests_on_nothing_but_what_was_read_or_reported(model: Model) -> None:
    permitting = [one for one in model.rules if one.verdict is Verdict.PERMITTED]
    assert permitting
    for rule in permitting:
        assert not rule.reads
        assert {model.facts[fact].status for fact in rule.facts} <= {FactStatus.CONFIRMED}


@pytest.mark.parametrize("drill", drills(), ids=lambda one: one.slug)
def test_whoever_decides_rightly_comes_to_a_good_end(drill: Drill) -> None:
    taken, end = walk(drill, best_way(drill))
    assert end.ends == "well"
    assert all(one.choice.right for one in taken)


def test_situations_of_the_banks_agree_with_the_model() -> None:
    library = open_library(bundled_content())
    tagged = [
        question
        for quiz in library.quizzes.values()
        for question in quiz.questions
        if question.decides
    ]
    assert len(tagged) >= FEWEST_TAGGED
    assert {question.verdict for question in tagged} == {str(one) for one in Verdict}


def root_of(folder: Path, drill: str = DRILL) -> Path:
    """A content root with the small model and the small drill, of which the model may say no."""
    write_model(folder, MODEL)
    write_drill(folder, drill)
    return folder


def test_a_drill_that_agrees_with_the_model_is_taken(tmp_path: Path) -> None:
    aids, faults = read_aids(root_of(tmp_path))
    assert (set(aids.models), set(aids.drills), faults) == ({DISCLOSING}, {"the-bell"}, ())


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("who=doctor letter=signed", "The model says “permitted” of this case"),
        ("who=burglar letter=none", "The model of decisions does not know who=burglar."),
        ("who=doctor", "The model does not settle this case: it may be not, permitted."),
    ],
)
def test_a_drill_that_disagrees_with_the_model_is_named(
    tmp_path: Path, case: str, told: str
) -> None:
    drill = DRILL.replace("who=police letter=none", case)
    (fault,) = read_aids(root_of(tmp_path, drill))[1]
    assert (fault.path, fault.line) == ("quizzes/drills/the-bell.md", 9)
    assert told in fault.reason


def test_a_case_without_a_model_is_named(tmp_path: Path) -> None:
    write_drill(tmp_path)
    (fault,) = read_aids(tmp_path)[1]
    assert "needs courses/decisions.toml" in fault.reason


def test_faults_of_files_are_named(tmp_path: Path) -> None:
    write_model(tmp_path, "title = 1\n")
    write_drill(tmp_path, "No fence\n")
    aids, faults = read_aids(tmp_path)
    assert (aids.models, aids.drills) == ({}, {})
    assert {one.path for one in faults} == {"courses/decisions.toml", "quizzes/drills/the-bell.md"}


def test_a_question_whose_right_answer_is_another_than_the_models_is_named(tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "bank.md").write_text("\n## What? {#q-1}\n")
    aids = read_aids(root_of(tmp_path))[0]
    case = (("who", "doctor"), ("letter", "signed"))
    banks = [
        a_bank(slug="bank", questions=(replace(a_question("q-1"), decides=case, verdict=verdict),))
        for verdict in ("not", "permitted")
    ]
    (fault,) = bank_faults(tmp_path, aids, banks)
    assert (fault.path, fault.line) == ("quizzes/bank.md", 2)
    assert fault.reason == "The model says “permitted” of this case; the right answer says not."


def test_what_the_content_does_not_have_is_not_found(tmp_path: Path) -> None:
    aids = read_aids(tmp_path)[0]
    with pytest.raises(NotFound):
        aids.model(DISCLOSING)
    with pytest.raises(NotFound):
        aids.drill("the-bell")


@pytest.mark.parametrize(
    ("law", "told"),
    [
        ('[facts.CON-01]\nstatus = "confirmed"\n[facts.CON-03]\nstatus = "second-hand"\n', []),
        ('[facts.CON-01]\nstatus = "confirmed"\n', ["CON-03 is unknown"]),
        ('[facts.CON-01]\nstatus = "partial"\n', ["CON-01 is partial", "CON-03 is unknown"]),
        ("facts = [\n", []),
    ],
)
def test_a_model_claims_to_know_no_more_than_the_law_as_it_is_taught(
    tmp_path: Path, law: str, told: list[str]
) -> None:
    write_model(tmp_path)
    (tmp_path / "courses" / "law.toml").write_text(law)
    faults = read_aids(tmp_path)[1]
    assert [fault.reason.partition(" in ")[0] for fault in faults] == told
    assert {fault.path for fault in faults} <= {"courses/decisions.toml"}
