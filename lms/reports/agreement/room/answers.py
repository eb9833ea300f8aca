"""The six questions of an auditor about one agreement, answered as of a day."""

from collections import Counter
from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.evidence.store import head
from lms.kernel.batches import batches
from lms.quizzes.tables import AttemptRow, GradeRow
from lms.reports.agreement.pack.gone import gone_told
from lms.reports.agreement.pack.parties import all_tables_of
from lms.reports.agreement.pack.roster import held_of
from lms.reports.agreement.pack.scope import Scope
from lms.reports.agreement.pack.tables import Table
from lms.reports.agreement.room.sample import serving_then
from lms.reports.known import IDS_AT_ONCE
from lms.standing.civil import day_ends_at
from lms.standing.model import Status

WESTMOST: Final = "Etc/GMT+12"


class Version(NamedTuple):
    """A version of a course that somebody in scope completed or was asked about."""

    course: str
    number: int


class Answer(NamedTuple):
    """An answer in a sentence, its state, what else is so, and the tables of rows behind it."""

    question: str
    answer: str
    kind: str
    state: str
    note: str
    rows: tuple[str, ...] = ()


class Answers(NamedTuple):
    """All answers, the tables they come from, and the texts that were taught."""

    asked: tuple[Answer, ...]
    tables: dict[str, Table]
    versions: tuple[Version, ...]


class _Attempts(NamedTuple):
    sat: int
    passed: int
    first: int
    first_passed: int
    versions: frozenset[Version]


def answers_of(session: Session, scope: Scope) -> Answers:
    """Answer all six from the same rows that can be taken away."""
    tables = all_tables_of(session, scope)
    sat = _attempts(session, scope)
    done = tables["completions"].told()
    read = {
        Version(row["course"], row["course_version"]) for row in done if row["kind"] != "external"
    }
    asked = (
        _population(session, scope),
        _texts(scope, len(read | sat.versions)),
        _timeliness(tables),
        _effectiveness(sat),
        _exceptions(tables),
        _integrity(session),
    )
    return Answers(asked, tables, tuple(sorted(read | sat.versions)))


def _population(session: Session, scope: Scope) -> Answer:
    question = "Who had to be trained?"
    serving = _counted(len(serving_then(scope)), "person serves", "people serve")
    answer = f"{serving} under this agreement on the day."
    rows = ("people", "contract-agents", "signed-copies")
    gone = gone_told(session)
    if scope.question.roster is None:
        note = "Bring the staff list along, below, and it is held against the records at once."
        told = "No roster was brought along"
        return Answer(question, answer, "ask", told, f"{gone}{note}", rows)
    header = dict(held_of(session, scope).header)
    missing = int(header["On the roster, and not on record at all"])
    beside = int(header["On record, and not on the roster"])
    note = "; ".join(f"{label}: {words}" for label, words in header.items())
    state = f"{missing} on the roster alone, {beside} on record alone"
    sound = not missing and not beside
    return Answer(question, answer, "ok" if sound else "late", state, f"{gone}{note}", rows)


def _texts(scope: Scope, versions: int) -> Answer:
    asked = len(scope.requirements)
    return Answer(
        "Did each get what the role needs?",
        f"{_counted(asked, 'requirement', 'requirements')}, each with the ground it rests on; "
        f"{_counted(versions, 'version', 'versions')} of courses were read.",
        "ok" if asked else "ask",
        "Each text is kept as it was taught" if asked else "Nothing is asked under this agreement",
        "You can read each text, and every question that was asked about it.",
        ("standing", "completions"),
    )


def _timeliness(tables: dict[str, Table]) -> Answer:
    standing = list(tables["standing"].told())
    late = sum(Status(row["status"]).late for row in standing)
    counted = [row for row in standing if row["compliant"]]
    covered = sum(row["compliant"] == "yes" for row in counted)
    before = sum(row["exception"] == "yes" for row in tables["before-access"].told())
    gaps = len(tables["gaps"].rows)
    longest = max((row["longest_interval_days"] or 0 for row in standing), default=0)
    state = f"{late} late, access came first {before} times, {_counted(gaps, 'gap', 'gaps')}"
    note = f"The longest interval between completions is {longest} days." if longest else ""
    return Answer(
        "Was it in time?",
        f"{covered} of {len(counted)} required trainings that count are covered on the day.",
        "late" if late or before else "soon" if gaps else "ok",
        state,
        note,
        ("standing", "before-access", "gaps"),
    )


def _effectiveness(sat: _Attempts) -> Answer:
    question = "Did it work?"
    if not sat.sat:
        return Answer(question, "Nobody in scope sat a quiz here.", "away", "Nothing to tell", "")
    failed = sat.sat - sat.passed
    share = f"{100 * sat.first_passed // sat.first} %" if sat.first else "none"
    return Answer(
        question,
        f"{share} passed at the first attempt: {sat.first_passed} of {sat.first}.",
        "soon" if failed else "ok",
        f"{_counted(sat.sat, 'attempt', 'attempts')}, {failed} not passed",
        "Every attempt stands in the dossier of its person, with questions as shown and answers.",
        ("completions",),
    )


def _exceptions(tables: dict[str, Table]) -> Answer:
    kinds = Counter(row["kind"] for row in tables["exceptions"].told())
    gone = len(tables["withdrawals"].rows)
    told = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    withdrawn = _counted(gone, "record was", "records were")
    return Answer(
        "What was excepted?",
        f"{told[:1].upper()}{told[1:]}." if told else "Nothing: no leave, extension or waiver.",
        "away" if told else "ok",
        f"{withdrawn} withdrawn as entered in error",
        "Each with who approved it, why, until when, and what happened after." if told else "",
        ("exceptions", "withdrawals", "retraining"),
    )


def _integrity(session: Session) -> Answer:
    number, seal = head(session) or (0, "")
    return Answer(
        "Can the list be trusted?",
        f"Every fact is sealed into a ledger of {number:,} entries, each to the one before.",
        "ask",
        f"Newest seal {seal[:16]}…",
        "Check it now: all entries and rows are read, and a checkpoint is signed for you to keep.",
    )


def _attempts(session: Session, scope: Scope) -> _Attempts:
    """Count the attempts at the courses in scope by whoever is, each as far as was known."""
    row, grade = AttemptRow, GradeRow
    until = min(day_ends_at(scope.question.as_of, WESTMOST), scope.before)
    counts: Counter[tuple[bool, bool]] = Counter()
    versions: set[Version] = set()
    for piece in batches(sorted(scope.root), IDS_AT_ONCE):
        query = (
            select(row.course, row.version, row.number, grade.outcome, func.count())
            .outerjoin(grade, (grade.attempt_id == row.id) & (grade.graded_at < until))
            .where(row.worker_id.in_(piece), row.course.in_(sorted(scope.courses)))
            .where(row.started_at < until)
            .group_by(row.course, row.version, row.number, grade.outcome)
        )
        for course, version, number, outcome, many in session.execute(query):
            versions.add(Version(course, version))
            counts[number == 1, outcome == "passed"] += many
    return _Attempts(
        sat=sum(counts.values()),
        passed=counts[True, True] + counts[False, True],
        first=counts[True, True] + counts[True, False],
        first_passed=counts[True, True],
        versions=frozenset(versions),
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
