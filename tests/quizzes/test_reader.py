"""A bank is read as its author meant it, or refused by file, line and reason."""

from pathlib import Path

import pytest

from lms.kernel.canonical import digest
from lms.kernel.markdown import Fault, Faulty
from lms.quizzes.model import Choice, Form, Kind, Quiz
from lms.quizzes.reader import read_quiz

FRONT = '+++\ntitle = "Calls"\ndraw = 1\npass_mark = 80\n+++\n\n'
QUESTION = """\
## May you say *yes*? {#call-01}

rules: 42 CFR 2.13(a); 42 CFR 2.31   lesson: calls#saying-yes   roles: billing, ehr_it   \
difficulty: 2   kind: scenario

- [ ] Yes, if they know already
  > Confirming is disclosing (42 CFR 2.11).
- [x] No
- [ ] Only `once`

  > Once is enough.

> Neither yes nor no is said
> to a caller (42 CFR 2.13(c)).
"""
OTHER = QUESTION.replace("call-01", "call-02").replace("calls#", "notes#")


def read(root: Path, text: str) -> Quiz:
    path = root / "quizzes" / "calls.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return read_quiz(root, path)


def faults_in(root: Path, text: str) -> tuple[Fault, ...]:
    with pytest.raises(Faulty) as caught:
        read(root, text)
    assert {fault.path for fault in caught.value.faults} == {"quizzes/calls.md"}
    return caught.value.faults


def test_a_question_is_read_with_all_that_it_says(tmp_path: Path) -> None:
    quiz = read(tmp_path, FRONT + QUESTION)

    (question,) = quiz.questions
    assert (question.id, question.text) == ("call-01", "May you say *yes*?")
    assert question.html == "May you say <em>yes</em>?"
    assert question.rules == ("42 CFR 2.13(a)", "42 CFR 2.31")
    assert (question.lesson, question.anchor) == ("calls", "saying-yes")
    assert question.roles == ("billing", "ehr_it")
    assert (question.difficulty, question.kind) == (2, Kind.SCENARIO)
    assert (question.right, question.form) == (frozenset({1}), Form.ONE)
    assert question.explanation == "Neither yes nor no is said to a caller (42 CFR 2.13(c))."
    assert question.explanation_html == (
        "Neither yes nor no is said to a caller "
        '<span class="cite">42&nbsp;CFR&nbsp;2.13(c)</span>.'
    )


def test_each_wrong_choice_comes_with_its_reason(tmp_path: Path) -> None:
    (question,) = read(tmp_path, FRONT + QUESTION).questions

    known, never, once = question.choices
    assert (known.text, known.right) == ("Yes, if they know already", False)
    assert known.reason == "Confirming is disclosing (42 CFR 2.11)."
    assert known.reason_html.endswith('<span class="cite">42&nbsp;CFR&nbsp;2.11</span>.')
    assert never == Choice("No", "No", right=True, reason="", reason_html="")
    assert (once.text, once.html) == ("Only `once`", "Only <code>once</code>")
    assert once.reason == "Once is enough."


def test_the_facts_may_stand_apart_by_any_space(tmp_path: Path) -> None:
    spread = QUESTION.replace("   ", "\n").replace("rules: 42", "rules:   42")

    assert read(tmp_path, FRONT + spread).questions == read(tmp_path, FRONT + QUESTION).questions


def test_a_question_may_name_the_facts_that_its_answer_rests_on(tmp_path: Path) -> None:
    named = QUESTION.replace("kind: ", "facts: CON-03, RED-01a   kind: ")

    (question,) = read(tmp_path, FRONT + named).questions
    (other,) = read(tmp_path, FRONT + QUESTION).questions

    assert (question.facts, other.facts) == (("CON-03", "RED-01a"), ())
    assert question.sha256 == other.sha256


def test_a_quiz_has_the_rules_of_its_front_matter(tmp_path: Path) -> None:
    quiz = read(tmp_path, FRONT + QUESTION)
    ruled = FRONT.replace("+++\n\n", "attempts = 3\ncooldown_minutes = 30\nshuffle = false\n+++\n")
    strict = read(tmp_path, ruled + QUESTION)

    assert (quiz.slug, quiz.title, quiz.draw, quiz.pass_mark) == ("calls", "Calls", (("", 1),), 80)
    assert (quiz.attempts, quiz.cooldown_minutes, quiz.shuffle) == (0, 0, True)
    assert (strict.attempts, strict.cooldown_minutes, strict.shuffle) == (3, 30, False)


def test_a_table_says_how_many_questions_each_lesson_gives(tmp_path: Path) -> None:
    table = FRONT.replace("draw = 1\n", "").replace(
        "+++\n\n", "[draw]\nnotes = 1\ncalls = 1\n+++\n"
    )

    quiz = read(tmp_path, table + QUESTION + "\n" + OTHER)

    assert quiz.draw == (("notes", 1), ("calls", 1))
    assert quiz.drawn == 2


def test_the_digests_are_of_what_is_written(tmp_path: Path) -> None:
    quiz = read(tmp_path, FRONT + QUESTION)
    reasoned = read(tmp_path, FRONT + QUESTION.replace("Once is", "That is"))
    reworded = read(tmp_path, FRONT + QUESTION.replace("[x] No", "[x] Never"))

    shown = ("May you say *yes*?", ["Yes, if they know already", "No", "Only `once`"])
    assert quiz.questions[0].sha256 == digest(shown)
    assert reasoned.questions[0].sha256 == quiz.questions[0].sha256
    assert reworded.questions[0].sha256 != quiz.questions[0].sha256
    assert len({quiz.text_sha256, reasoned.text_sha256, reworded.text_sha256}) == 3


DRAWN = "“draw” must be a number of questions, or a table of topics and numbers."
RULES = [
    ("draw = 1", "draw = 0", 3, DRAWN),
    ("draw = 1", "draw = true", 3, DRAWN),
    ("draw = 1", 'draw = "1"', 3, DRAWN),
    ("draw = 1", "draw = {}", 3, DRAWN),
    ("draw = 1", "draw = { calls = 0 }", 3, DRAWN),
    ("draw = 1", 'draw = { "" = 1 }', 3, DRAWN),
    ("draw = 1", "draw = 2", 3, "“draw” wants 2 questions; the bank has 1."),
    (
        "draw = 1",
        "draw = { notes = 1 }",
        3,
        "“draw” wants 1 questions of “notes”; the bank has 0.",
    ),
    ("draw = 1", "[draw]\ncalls = 2", 5, "“draw” wants 2 questions of “calls”; the bank has 1."),
    ("pass_mark = 80", "pass_mark = 0", 4, "“pass_mark” must be a whole number of percent from"),
    ("pass_mark = 80", "pass_mark = 101", 4, "“pass_mark” must be a whole number of percent from"),
    ("+++\n\n", "attempts = -1\n+++\n", 5, "“attempts” must be a whole number; 0 means"),
    ("+++\n\n", "cooldown_minutes = -1\n+++\n", 5, "“cooldown_minutes” must be a whole number of"),
    ("+++\n\n", "lives = 1\n+++\n", 5, "“lives” is not known. Known are: title, draw,"),
]


@pytest.mark.parametrize(("old", "new", "line", "reason"), RULES)
def test_a_rule_that_cannot_be_is_refused_on_its_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    front = FRONT.replace("pass_mark = 80\n", "") if "[draw]" in new else FRONT
    changed = front.replace(old, f"pass_mark = 80\n{new}" if front != FRONT else new, 1)

    (fault,) = faults_in(tmp_path, changed + QUESTION)

    assert fault.line == line
    assert fault.reason.startswith(reason)


QUESTIONS = [
    (" {#call-01}", "", 7, "Give the question a stable id: ## Question? {#con-01}."),
    ("{#call-01}", "{#Call_01}", 7, "Give the question a stable id: ## Question? {#con-01}."),
    ("May you say *yes*? ", "", 7, "The question says nothing."),
    ("   kind: scenario", "", 9, "The line under the question lacks “kind: …”."),
    ("   lesson: calls#saying-yes", "", 9, "The line under the question lacks “lesson: …”."),
    ("kind: scenario", "kind: riddle", 9, "“kind” must be one of scenario, knowledge, ordering."),
    ("difficulty: 2", "difficulty: 4", 9, "“difficulty” must be 1 to 3."),
    ("difficulty: 2", "difficulty: two", 9, "“difficulty” must be 1 to 3."),
    ("calls#saying-yes", "calls", 9, "“lesson” must name lesson and section, such as consent#"),
    ("calls#saying-yes", "calls#", 9, "“lesson” must name lesson and section, such as consent#"),
    ("kind: ", "level: 1   kind: ", 9, "“level” is not known. Known are: rules, lesson, roles,"),
    ("kind: ", "roles: all   kind: ", 9, "“roles” stands there more than once."),
    ("rules: ", "See rules: ", 9, "The line of facts begins with “rules:”, not with “See”."),
    (
        "kind: ",
        "facts: CON-3   kind: ",
        9,
        "“CON-3” is no number of a fact. Write it like CON-03.",
    ),
    ("- [x] No\n", "- No\n", 13, "Begin each choice with [ ] or, if it is right, [x]."),
    ("- [x] No\n", "- [y] No\n", 13, "Begin each choice with [ ] or, if it is right, [x]."),
    ("- [x] No\n", "- [x]\n", 13, "Begin each choice with [ ] or, if it is right, [x]."),
    ("[x] No", "[ ] No", 7, "Mark the right choice with [x]; none is marked."),
    ("[ ]", "[x]", 7, "Every choice is marked right; at least one must be wrong."),
    ("Only `once`", "no", 7, "Two choices say the same."),
    ("\n  > Once is enough.\n", "", 14, "Say why this choice is wrong, in a quotation (>) under"),
    ("  > Once", "  Once", 16, "Reasons and explanations are plain sentences in a quotation (>)"),
    ("  > Once is", "  > - Once is", 16, "Reasons and explanations are plain sentences in a"),
    ("> Neither", "> ## Neither", 18, "Reasons and explanations are plain sentences in a"),
    (
        "> Neither yes nor no is said\n> to a caller (42 CFR 2.13(c)).\n",
        "",
        7,
        "Explain the right",
    ),
    ("> Neither yes nor no is said\n> to a caller (42 CFR 2.13(c)).", ">", 18, "The explanation"),
    ("rules: ", "Read this first.\n\nrules: ", 7, "Under a question come a line of facts, the"),
    ("- [ ] Yes", "1. [ ] Yes", 7, "Under a question come a line of facts, the choices as a list"),
    ("\n> Neither", "\n### A note\n\n> Neither", 7, "Under a question come a line of facts, the"),
    (
        "- [x] No\n",
        "- [x] No\n" + "- [x] No {at}\n" * 4,
        7,
        "A question has 2 to 6 choices, not 7",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "reason"), QUESTIONS)
def test_a_question_that_cannot_be_asked_is_refused_on_its_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    assert old in QUESTION

    faults = faults_in(tmp_path, FRONT + QUESTION.replace(old, new))

    assert faults[0].line == line
    assert reason in {fault.reason[: len(reason)] for fault in faults}


def test_one_choice_is_no_choice(tmp_path: Path) -> None:
    start, end = QUESTION.index("- [ ] Yes"), QUESTION.index("> Neither")
    alone = QUESTION[:start] + "- [x] No\n\n" + QUESTION[end:]

    reasons = [fault.reason for fault in faults_in(tmp_path, FRONT + alone)]

    assert reasons == [
        "A question has 2 to 6 choices, not 1.",
        "Every choice is marked right; at least one must be wrong.",
    ]


def test_an_id_that_stands_there_twice_is_refused_where_it_stands_again(tmp_path: Path) -> None:
    (fault,) = faults_in(tmp_path, FRONT + QUESTION + "\n" + QUESTION)

    assert (fault.line, fault.reason) == (21, "The id “call-01” stands there more than once.")


@pytest.mark.parametrize("body", ["", "Words.\n\n" + QUESTION, "# Title\n\n" + QUESTION])
def test_what_stands_before_the_first_question_is_refused(tmp_path: Path, body: str) -> None:
    (fault,) = faults_in(tmp_path, FRONT + body)

    assert fault.reason.startswith("A bank begins with its first question: ## Question?")


def test_everything_wrong_in_a_bank_is_named_at_once_in_order(tmp_path: Path) -> None:
    text = FRONT.replace("80", "0") + QUESTION.replace("kind: scenario", "kind: riddle")
    text += "\n" + OTHER.replace(" {#call-02}", "").replace("[x] No", "[ ] No")

    assert [fault.line for fault in faults_in(tmp_path, text)] == [4, 9, 21, 21, 27]


def test_too_deep_a_bank_is_refused(tmp_path: Path) -> None:
    deep = QUESTION.replace("> Once", f"{'> - ' * 15}Once")

    assert any("nested too deep" in one.reason for one in faults_in(tmp_path, FRONT + deep))
