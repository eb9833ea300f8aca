"""From a TOML file to a model of decisions."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lms.decisions.deciding import unreachable
from lms.decisions.model import (
    UNSURE,
    Answer,
    Fact,
    FactStatus,
    Model,
    Question,
    Rule,
    Verdict,
)
from lms.decisions.soundness import fact_problems, rule_problems
from lms.kernel.ids import FACT_ID, FactId
from lms.kernel.markdown import Fault, Faulty, Key
from lms.kernel.toml_files import Table, read_toml

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LISTED: Final = Key(list, "a list of sentences", ())
_SENTENCE: Final = "a sentence"
_FILE: Final = {
    "title": Key(str, "a title"),
    "lede": Key(str, _SENTENCE),
    "verdicts": Key(dict, "a table with a word for each verdict"),
    "facts": Key(dict, "a table of facts and how well they are known", {}),
    "question": Key(list, "tables [[question]]", ()),
    "rule": Key(list, "tables [[rule]]", ()),
    "otherwise": Key(dict, "a table that says what holds when no rule fits"),
}
_QUESTION: Final = {
    "id": Key(str, "a name in small letters"),
    "asks": Key(str, "a question"),
    "about": Key(str, "one or two words for the list of answers"),
    "hint": Key(str, _SENTENCE, ""),
    "answer": Key(object, "tables [[question.answer]]", ()),
}
_ANSWER: Final = {
    "id": Key(str, "a name in small letters"),
    "says": Key(str, "the answer in words"),
    "hint": Key(str, _SENTENCE, ""),
}
_SAID: Final = {
    "says": Key(str, "what to do, in a sentence"),
    "why": Key(str, "the reason, in a sentence"),
    "conditions": _LISTED,
    "attach": _LISTED,
    "tell": _LISTED,
    "cites": _LISTED,
    "facts": _LISTED,
    "reads": _LISTED,
    "reading": Key(str, _SENTENCE, ""),
}
_RULE: Final = {
    "id": Key(str, "a name in small letters"),
    "when": Key(dict, "a table of questions and answers"),
    "verdict": Key(str, f"one of {', '.join(Verdict)}"),
    **_SAID,
}
_FACT: Final = {
    "status": Key(str, f"one of {', '.join(FactStatus)}"),
    "source": Key(str, "who reported it, and when", ""),
}


def read_model(root: Path, path: Path) -> Model:
    """Read one model of a content root; raise `Faulty` with everything that is wrong in it."""
    file = read_toml(root, path)
    faults: list[Fault] = []
    listed = {"question": file.tables("question"), "rule": file.tables("rule")}
    # Lists of tables are read one by one; here it matters that they are there.
    head = Table(
        file.path, (), {k: v for k, v in file.values.items() if k not in listed}, file.lines
    )
    values = head.taken({k: v for k, v in _FILE.items() if k not in listed}, faults)
    for name, tables in listed.items():
        if not tables:
            faults.append(file.fault(name, f"The file has no {_FILE[name].words}."))
    questions = tuple(_question(one, faults) for one in listed["question"])
    rules = tuple(_rule(one, questions, faults) for one in listed["rule"])
    otherwise = _rule(file.table("otherwise"), (), faults, default=True)
    for name, tables in listed.items():
        faults += _repeated(name, tables)
    verdicts = _verdicts(file.table("verdicts"), faults)
    facts = _facts(file.table("facts"), faults)
    if faults:
        raise Faulty(*sorted(set(faults)))
    model = Model(
        slug=path.stem,
        title=values["title"],
        lede=values["lede"],
        verdicts=verdicts,
        questions=questions,
        rules=rules,
        otherwise=otherwise,
        facts=facts,
    )
    _refuse_unsound(file, model)
    return model


def _refuse_unsound(file: Table, model: Model) -> None:
    faults = [
        table.fault(key, told)
        for rule, table in zip(model.rules, file.tables("rule"), strict=True)
        for key, told in rule_problems(model, rule)
    ]
    faults += (
        file.table("otherwise").fault(key, told)
        for key, told in rule_problems(model, model.otherwise)
    )
    faults += (
        file.table("facts").fault(fact.id, told)
        for fact in model.facts.values()
        for told in fact_problems(fact)
    )
    useless = {rule.id for rule in unreachable(model)}
    faults += (
        table.fault("id", f"“{rule.id}” never decides: rules before it take all it speaks of.")
        for rule, table in zip(model.rules, file.tables("rule"), strict=True)
        if rule.id in useless
    )
    if faults:
        raise Faulty(*sorted(set(faults)))


def _question(table: Table, faults: list[Fault]) -> Question:
    values = table.taken(_QUESTION, faults)
    answers = table.tables("answer")
    if len(answers) < 2:  # noqa: PLR2004 - with one answer there is nothing to ask
        faults.append(table.fault("answer", "A question has at least two answers."))
    faults += _repeated("answer", answers)
    read = [one.taken(_ANSWER, faults) for one in answers]
    faults += (
        table.fault("answer", f"“{UNSURE}” may be answered to every question. Leave it out.")
        for one in read
        if one["id"] == UNSURE
    )
    told = {**values, "answers": tuple(Answer(**one) for one in read if ... not in one.values())}
    return Question(**{key: value for key, value in told.items() if key != "answer"})


def _rule(
    table: Table, questions: tuple[Question, ...], faults: list[Fault], *, default: bool = False
) -> Rule:
    if default:
        values = {"id": "otherwise", "when": {}, "verdict": "ask", **table.taken(_SAID, faults)}
    else:
        values = table.taken(_RULE, faults)
    verdict = values["verdict"]
    if isinstance(verdict, str) and verdict not in list(Verdict):
        faults.append(table.fault("verdict", f"“verdict” must be {_RULE['verdict'].words}."))
        verdict = Verdict.ASK
    lists = ("conditions", "attach", "tell", "cites")
    return Rule(
        **{
            **values,
            **{key: tuple(values[key]) for key in lists},
            "when": _when(table, values["when"], questions, faults),
            "verdict": Verdict(verdict) if isinstance(verdict, str) else Verdict.ASK,
            "facts": _fact_ids(table, "facts", values, faults),
            "reads": _fact_ids(table, "reads", values, faults),
        }
    )


def _when(
    table: Table,
    told: object,
    questions: tuple[Question, ...],
    faults: list[Fault],
) -> dict[str, frozenset[str]]:
    known = {one.id: {answer.id for answer in one.answers} for one in questions}
    found: dict[str, frozenset[str]] = {}
    for name, value in told.items() if isinstance(told, dict) else ():
        answers = frozenset([value] if isinstance(value, str) else map(str, _list(value)))
        if name not in known:
            faults.append(table.fault("when", f"There is no question “{name}”."))
            continue
        faults += (
            table.fault("when", f"“{one}” is no answer to “{name}”.")
            for one in sorted(answers - known[name])
        )
        found[name] = answers
    return found


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _fact_ids(
    table: Table, key: str, values: Mapping[str, Any], faults: list[Fault]
) -> tuple[FactId, ...]:
    faults += (
        table.fault(key, f"“{one}” is no number of a fact. Write it like CON-03.")
        for one in values[key]
        if not FACT_ID.fullmatch(one)
    )
    return tuple(map(FactId, values[key]))


def _verdicts(table: Table, faults: list[Fault]) -> dict[Verdict, str]:
    keys = {str(one): Key(str, "the verdict in words") for one in Verdict}
    values = table.taken(keys, faults)
    return {one: values[str(one)] for one in Verdict}


def _facts(table: Table, faults: list[Fault]) -> dict[FactId, Fact]:
    found: dict[FactId, Fact] = {}
    for name, told in table.values.items():
        held = {"status": told} if isinstance(told, str) else told
        if not FACT_ID.fullmatch(name) or not isinstance(held, dict):
            faults.append(table.fault(name, 'Write a fact like CON-03 = "confirmed".'))
            continue
        one = Table(table.path, (*table.place, name), held, table.lines)
        values = one.taken(_FACT, faults)
        if values["status"] not in list(FactStatus):
            faults.append(table.fault(name, f"“status” must be {_FACT['status'].words}."))
            continue
        found[FactId(name)] = Fact(FactId(name), FactStatus(values["status"]), values["source"])
    return found


def _repeated(name: str, tables: tuple[Table, ...]) -> list[Fault]:
    names = [table.values.get("id") for table in tables]
    return [
        table.fault("id", f"“{held}” is no name, or names more than one {name}.")
        for table, held in zip(tables, names, strict=True)
        if isinstance(held, str) and (names.count(held) > 1 or not _ID.fullmatch(held))
    ]
