"""The dossier of one person: service, training, papers as answered, and what was decided."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

from lms.kernel.ids import WorkerId
from lms.quizzes.model import Form, Question
from lms.reports.agreement.pack.attempts import Sat, Shown
from lms.reports.agreement.pack.html import (
    facts,
    heading,
    link,
    page,
    paragraph,
    table,
    told,
)
from lms.reports.agreement.pack.tables import Table

FOLDER: Final = "people"
Rows = Sequence[Mapping[str, Any]]


class Choices(NamedTuple):
    """The choices of a question as HTML, as authored, with their reasons; and why, below them."""

    words: tuple[str, ...]
    reasons: tuple[str, ...]
    right: tuple[bool, ...]
    why: str


Written = dict[tuple[str, int, str], Choices]
"""The questions that were written before, by course, version and id: everybody has the same."""


def file_of(worker: WorkerId) -> str:
    """Return under which name a person's dossier lies: readable, and safe whatever the id is."""
    plain = re.sub("[^A-Za-z0-9.-]+", "_", worker)[:40].strip("._") or "person"
    return f"{FOLDER}/{plain}-{sha256(worker.encode()).hexdigest()[:8]}.html"


def population_of(people: Table) -> bytes:
    """List who serves on the day, a line each: number, team, role, dossier. Samples are of it."""
    lines = {
        row["worker_id"]: (row["worker_id"], row["team"], row["role"], file_of(row["worker_id"]))
        for row in people.told()
        if row["on_the_day"] == "yes"
    }
    return "".join("\t".join(lines[worker]) + "\n" for worker in sorted(lines)).encode()


def dossier(
    worker: WorkerId, own: Mapping[str, Rows], sat: Iterable[Sat], written: Written
) -> Iterator[bytes]:
    """Yield a person's dossier; `own` are their rows of each table."""
    name = own["people"][0]["worker_name"]
    return page(f"{name} ({worker})", _body(worker, own, sat, written))


def _body(
    worker: WorkerId, own: Mapping[str, Rows], sat: Iterable[Sat], written: Written
) -> Iterator[str]:
    first = own["people"][0]
    yield paragraph(link("The pack's first page", "../../index.html"))
    yield heading(1, first["worker_name"])
    yield facts((("Number", worker), ("Team", first["team"]), ("Role", first["role"])))
    for title, name, columns in _TABLES:
        rows = [[row.get(column) for column in columns] for row in own.get(name, ())]
        yield table(title, [column.replace("_", " ") for column in columns], rows)
    for row in own.get("certificates", ()):
        number, revoked = row["certificate"], row["revoked_at"]
        words = f"Certificate {number}" + (f", revoked on {revoked[:10]}" if revoked else "")
        yield paragraph(link(words, f"../certificates/{number}.pdf"))
    yield heading(2, "Attempts, as they were shown and answered")
    for one in sat:
        yield from _attempt(one, written)


_TABLES: Final = (
    ("Service", "people", ("from_on", "to_on", "access_granted_on", "on_the_day")),
    (
        "Standing on the day",
        "standing",
        ("requirement", "status", "act_by", "valid_through", "basis", "citation", "why"),
    ),
    (
        "Training before access",
        "before-access",
        ("access_granted_on", "requirement", "trained_on", "days_before", "exception", "note"),
    ),
    (
        "Completions",
        "completions",
        (
            *("completed_on", "course_title", "course_version", "kind", "score_percent"),
            *("pass_mark", "valid_through", "certificate", "source", "document", "entry"),
        ),
    ),
    (
        "Days without coverage",
        "gaps",
        ("from_on", "to_on", "requirement", "days", "cause", "note"),
    ),
    (
        "Exceptions",
        "exceptions",
        (
            *("kind", "requirement", "decided_on", "from_on", "to_on", "approved_by"),
            *("reason", "document", "state", "withdrawn_because", "what_happened"),
        ),
    ),
    ("Withdrawn", "withdrawals", ("what", "fact_id", "approved_by", "reason", "recorded_at")),
)


def _attempt(sat: Sat, written: Written) -> Iterator[str]:
    row, grade = sat.row, sat.grade
    course = f"{row.course}, version {row.version}"
    yield heading(3, f"{course}: attempt {row.number} of {row.started_at:%Y-%m-%d}", str(row.id))
    result = "not handed in"
    if grade is not None:
        result = f"{grade.outcome}, {grade.score_percent} % (pass mark {grade.pass_mark} %)"
    text = f"../courses/{row.course}-v{row.version}/text.html"
    yield facts(
        (
            ("Result", result),
            ("Started", row.started_at.isoformat()),
            ("Marked", grade.graded_at.isoformat() if grade is not None else ""),
            ("Stated", grade.attestation if grade is not None else ""),
            ("Text read", link(course, text)),
            ("Paper, SHA-256", row.paper_sha256),
        )
    )
    for place, one in enumerate(sat.shown, 1):
        key = (row.course, row.version, one.question.id)
        if key not in written:
            written[key] = _choices_of(one.question)
        yield _question(place, one, written[key])


def _question(place: int, shown: Shown, choices: Choices) -> str:
    verdict = {True: "right", False: "not right", None: "not marked"}[shown.right]
    one = shown.question
    ordering = one.form is Form.ORDERING
    lines = [(_put if ordering else _chosen)(choices, shown, at) for at in range(len(shown.order))]
    return (
        f'<div class="q"><div><b>Question {place}</b>, {verdict} '
        f'<span class="soft">{told(one.id)}</span>{one.html}</div>'
        f"<ol>{''.join(lines)}</ol>{choices.why}</div>"
    )


def _choices_of(question: Question) -> Choices:
    rules = f" ({told(', '.join(question.rules))})" if question.rules else ""
    return Choices(
        tuple(told(one.text) for one in question.choices),
        tuple(told(one.reason) for one in question.choices),
        tuple(one.right for one in question.choices),
        f"<p>{told('Why: ' + question.explanation)}{rules}</p>",
    )


def _put(choices: Choices, shown: Shown, at: int) -> str:
    """Write a step as it stood, in which place it was put, and which is its own."""
    put = shown.given[at] if len(shown.given) == len(shown.order) else 0
    given = f"put in place {put}" if put else "not put anywhere"
    number = shown.order[at]
    return f"<li>{choices.words[number]} <b>[{given}; its place is {number + 1}]</b></li>"


def _chosen(choices: Choices, shown: Shown, at: int) -> str:
    """Write a choice as it stood, whether it was made, whether it is right, and why not."""
    number, chosen = shown.order[at], at in shown.given
    marks = "chosen, right" if chosen else "right"
    if not choices.right[number]:
        marks = "chosen" if chosen else ""
    said = f" <b>[{marks}]</b>" if marks else ""
    reason = f" {choices.reasons[number]}" if chosen and choices.reasons[number] else ""
    return f"<li>{choices.words[number]}{said}{reason}</li>"
