"""The job aids and drills of a content root, and whether drills and banks agree with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lms.decisions.deciding import known, verdicts
from lms.decisions.model import FactStatus, Model, Verdict
from lms.decisions.reader import read_model
from lms.drills.model import Act, Drill, Step
from lms.kernel.errors import NotFound
from lms.kernel.markdown import Fault, Faulty
from lms.kernel.toml_files import read_toml
from lms.quizzes.model import Quiz

DISCLOSING: Final = "decisions"
"""The model that answers whether something may be disclosed."""
LAW: Final = "courses/law.toml"
"""Where a content root may say how well each fact is known; no model may claim to know better."""
MODELS: Final = (DISCLOSING, "are-we-a-qso")
"""The models a content root may hold in courses/, each in a TOML file of its name."""
FITTING: Final = {
    Verdict.PERMITTED: {Act.DISCLOSE},
    Verdict.NOT: {Act.REFUSE, Act.PASS_ON},
    Verdict.ONLY_IF: {Act.DISCLOSE, Act.ASK},
    Verdict.ASK: {Act.ASK, Act.PASS_ON},
}
"""What is right to do in a drill, by what the model says of the case."""


@dataclass(frozen=True)
class Aids:
    """The models and drills of a content root, by their names."""

    models: Mapping[str, Model] = field(default_factory=dict)
    drills: Mapping[str, Drill] = field(default_factory=dict)

    def model(self, name: str) -> Model:
        """Return a model, or say that there is none."""
        if name not in self.models:
            raise NotFound("The content that is installed here does not have this page.")
        return self.models[name]

    def drill(self, name: str) -> Drill:
        """Return a drill, or say that there is none."""
        if name not in self.drills:
            raise NotFound("There is no such drill.")
        return self.drills[name]


def read_aids(root: Path) -> tuple[Aids, tuple[Fault, ...]]:
    """Read the models and drills of a content root, and everything that is wrong in them."""
    # Whoever shows no drill needs no parser of Markdown.
    from lms.drills.reader import read_drill  # noqa: PLC0415 - as said above

    faults: list[Fault] = []
    models: dict[str, Model] = {}
    drills: dict[str, Drill] = {}
    for name in MODELS:
        path = root / "courses" / f"{name}.toml"
        if path.exists():
            try:
                models[name] = read_model(root, path)
            except Faulty as faulty:
                faults += faulty.faults
    for path in sorted(root.glob("quizzes/drills/*.md")):
        try:
            drills[path.stem] = read_drill(root, path)
        except Faulty as faulty:
            faults += faulty.faults
    for name, model in models.items():
        faults += _claims(root, root / "courses" / f"{name}.toml", model)
    aids = Aids(models, drills)
    for drill in drills.values():
        faults += _drill_faults(root, models.get(DISCLOSING), drill)
    return aids, tuple(faults)


def bank_faults(root: Path, aids: Aids, quizzes: Iterable[Quiz]) -> Iterator[Fault]:
    """Find the questions whose right answer is another than the model's for their case."""
    model = aids.models.get(DISCLOSING)
    for quiz in quizzes:
        for question in quiz.questions:
            if question.decides:
                told = _disagreement(model, dict(question.decides), {question.verdict})
                if told:
                    yield _fault(root, f"quizzes/{quiz.slug}.md", question.id, told)


def _claims(root: Path, path: Path, model: Model) -> Iterator[Fault]:
    """Find the facts on which a model would rest although the law as taught is not so sure."""
    if not (root / LAW).exists():
        return
    try:
        known_facts = read_toml(root, root / LAW).table("facts")
    except Faulty:  # whoever reads the law names what is wrong in it
        return
    here = read_toml(root, path).table("facts")
    for fact in model.facts.values():
        status = known_facts.table(fact.id).values.get("status", "unknown")
        if fact.status.firm and status not in {FactStatus.CONFIRMED, FactStatus.SECOND_HAND}:
            told = f"{fact.id} is {status} in {LAW}: nothing but “ask” may rest on it here."
            yield here.fault(fact.id, told)


def _drill_faults(root: Path, model: Model | None, drill: Drill) -> Iterator[Fault]:
    for step in drill.steps:
        if not step.decides:
            continue
        told = _disagreement(model, step.decides, _verdicts_for(step))
        if told:
            yield _fault(root, f"quizzes/drills/{drill.slug}.md", step.id, told)


def _verdicts_for(step: Step) -> set[str]:
    """Return the verdicts under which every right choice of a step is right to do."""
    acts = {choice.act for choice in step.right}
    return {str(verdict) for verdict, fitting in FITTING.items() if acts and acts <= fitting}


def _disagreement(model: Model | None, case: Mapping[str, str], said: set[str]) -> str:
    """Say how a case differs from the model; nothing if it does not."""
    if model is None:
        return "“decides” needs courses/decisions.toml, which is missing or has faults."
    unknown = {name: value for name, value in case.items() if name not in known(model, case)}
    if unknown:
        named = ", ".join(f"{name}={value}" for name, value in sorted(unknown.items()))
        return f"The model of decisions does not know {named}."
    found = verdicts(model, case)
    if len(found) > 1:
        every = ", ".join(sorted(found))
        return f"The model does not settle this case: it may be {every}. Say more in “decides”."
    if not found <= said:
        right = ", ".join(sorted(said)) or "nothing"
        return f"The model says “{min(found)}” of this case; the right answer says {right}."
    return ""


def _fault(root: Path, path: str, name: str, told: str) -> Fault:
    lines = (root / path).read_text("utf-8-sig").split("\n")
    at = next(
        (at for at, line in enumerate(lines, 1) if line.rstrip().endswith(f"{{#{name}}}")), 1
    )
    return Fault(path, at, told)
