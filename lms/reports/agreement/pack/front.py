"""The first page of a pack: six questions that auditors ask, answered from what the pack holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lms.kernel.ids import WorkerId
from lms.reports.agreement.pack.dossier import file_of
from lms.reports.agreement.pack.extract import Extract
from lms.reports.agreement.pack.html import (
    Safe,
    facts,
    heading,
    link,
    page,
    paragraph,
    table,
    told,
)
from lms.reports.agreement.pack.parties import parties_told
from lms.reports.agreement.pack.scope import Scope
from lms.reports.agreement.pack.tables import Table
from lms.reports.agreement.pack.texts import place_of
from lms.reports.forms.about import PART2, basis_of
from lms.reports.ledger.naming import LEDGER, Break
from lms.standing.explanation import in_words
from lms.standing.model import Status

COMPLIANCE: Final = "This pack shows records of training. It does not certify legal compliance."
REMINDERS: Final = (
    "Reminders: this version of the product sends none, so there are none to show. What is due "
    "stands on each worker's own page and on the page of their manager."
)
ALONE: Final = (
    "It is of this agreement alone. What a worker does for other clients is neither shown nor "
    "counted; words that may concern another client are withheld, and say so where they stood."
)
BROKEN: Final = (
    "Something is not as it was sealed when it was recorded. Until the organization explains what "
    "happened, what is named here cannot be relied on. All else is packed as it was found."
)
NO_ROSTER: Final = (
    "No roster was brought along, so the pack cannot show by itself that nobody is missing from "
    "this list. Ask for one that is held against a roster."
)


@dataclass(frozen=True)
class Contents:
    """What is in a pack, as its first page tells of it."""

    organization: str
    demonstration: bool
    scope: Scope
    tables: Mapping[str, Table]
    roster: Sequence[tuple[str, str]]
    attempts: Sequence[Sequence[Any]]
    versions: Sequence[tuple[str, int]]
    missing: Sequence[str]
    extract: Extract
    breaks: Sequence[Break]
    gone: str
    key: str

    @property
    def broken(self) -> bool:
        """Whether anything is not as it was sealed."""
        return self.extract.broken is not None or bool(self.breaks)


def front(contents: Contents) -> Iterator[bytes]:
    """Yield the first page."""
    program = contents.scope.described.program_name
    return page(f"Training evidence: {program}", _body(contents))


def _body(one: Contents) -> Iterator[str]:
    question, agreement = one.scope.question, one.scope.described
    known_at = question.known_at or question.today
    yield heading(1, f"Training evidence for {agreement.program_name}")
    yield from _warnings(one)
    yield facts(
        (
            ("From", one.organization),
            ("Agreement", f"{agreement.id} ({agreement.kind})"),
            ("As of", in_words(question.as_of)),
            ("Known at", in_words(known_at)),
            ("In force", _span(agreement.effective_on, agreement.ends_on)),
            ("Services", one.scope.hidden.words(agreement.services)),
            ("Says it is bound by Part 2", _yes(agreement.acknowledges_part2)),
            ("Says it resists in proceedings", _yes(agreement.resists_proceedings)),
            ("Document, SHA-256", agreement.document_sha256),
        )
    )
    yield paragraph(_summary(one))
    yield paragraph(f"{one.gone}{ALONE}", "soft")
    yield paragraph(f"{PART2} {COMPLIANCE}", "soft")
    for part in (_population, _texts, _timeliness, _results, _exceptions, _integrity):
        yield from part(one)
    yield from parties_told(one.tables)
    yield from _files(one)


def _warnings(one: Contents) -> Iterator[str]:
    if one.demonstration:
        yield _loud(
            "Sample data", "This is a demonstration, and no record that anyone was trained."
        )
    if one.broken:
        yield _loud("The ledger is broken", BROKEN, _told(one))
    if one.missing:
        yield _loud(
            "Certificates that could not be read",
            f"The stored file is gone or was altered: {', '.join(one.missing)}.",
        )


def _loud(title: str, words: str, each: Iterable[str] = ()) -> str:
    items = "".join(f"<li>{told(one)}</li>" for one in each)
    named = f"<ul>{items}</ul>" if items else ""
    return f'<div class="broken" role="alert">{heading(2, title)}{paragraph(words)}{named}</div>'


def _told(one: Contents) -> Iterator[str]:
    """Name each break by its entry; which row it is of is not this client's business."""
    if one.extract.broken is not None:
        yield f"Entry {one.extract.broken} of the ledger is not what was sealed in its place."
    for each in dict.fromkeys(
        (found.table, found.wrong.value, found.entry) for found in one.breaks
    ):
        table, wrong, entry = each
        yield f"{'An entry' if table == LEDGER else f'A row of {table}'} {wrong} (entry {entry})."


def _summary(one: Contents) -> str:
    on_the_day = _on_the_day(one)
    rows = list(one.tables["standing"].told())
    counted = [row for row in rows if row["compliant"]]
    covered = sum(row["compliant"] == "yes" for row in counted)
    late = sum(Status(row["status"]).late for row in rows)
    return (
        f"On {in_words(one.scope.question.as_of)}, {len(on_the_day)} "
        f"{'person serves' if len(on_the_day) == 1 else 'people serve'} under this agreement. "
        f"Of {len(counted)} required trainings that count, {covered} are covered and {late} are "
        f"late. {len(rows) - len(counted)} are not counted: not asked, exempt, or on leave."
    )


def _on_the_day(one: Contents) -> dict[WorkerId, dict[str, Any]]:
    rows = one.tables["people"].told()
    return {WorkerId(row["worker_id"]): row for row in rows if row["on_the_day"] == "yes"}


def _population(one: Contents) -> Iterator[str]:
    yield heading(2, "1. Who had to be trained, and by which roster?", "population")
    yield facts(one.roster) if one.roster else paragraph(NO_ROSTER)
    serving = _on_the_day(one)
    standing: dict[str, list[str]] = {}
    for row in one.tables["standing"].told():
        said = f"{row['requirement']}: {row['status'].replace('_', ' ')}"
        standing.setdefault(row["worker_id"], []).append(said)
    heads = ("Name", "Number", "Role", "Serves since", "Access granted", "Standing on the day")
    rows = (
        (
            link(row["worker_name"], f"data/{file_of(worker)}"),
            worker,
            row["role"],
            row["from_on"],
            row["access_granted_on"],
            "; ".join(standing.get(worker, ["nothing is required"])),
        )
        for worker, row in serving.items()
    )
    yield table("People who serve under the agreement on the day", heads, rows)
    earlier = (
        (
            link(row["worker_name"], f"data/{file_of(row['worker_id'])}"),
            row["from_on"],
            row["to_on"],
        )
        for row in one.tables["people"].told()
        if row["worker_id"] not in serving
    )
    yield table("People who served earlier", ("Name", "From", "Through"), earlier)


def _texts(one: Contents) -> Iterator[str]:
    yield heading(2, "2. Which training, on what basis, in which version?", "texts")
    day = one.scope.question.as_of
    rows = [
        (name, asked.on(day).course, one.scope.hidden.words(basis_of(asked.on(day))))
        for name, asked in one.scope.requirements.items()
    ]
    yield table("What is asked", ("Requirement", "Course", "Rests on"), rows)
    read = [
        (
            link(f"{course}, version {version}", f"data/{place_of(course, version)}/text.html"),
            link("questions", f"data/{place_of(course, version)}/questions.html"),
        )
        for course, version in one.versions
    ]
    yield table("Texts that were read", ("Text", "Its questions"), read)


def _timeliness(one: Contents) -> Iterator[str]:
    yield heading(2, "3. Was it in time?", "timeliness")
    if "before-access" in one.tables:
        rows = list(one.tables["before-access"].told())
        wrong = [row for row in rows if row["exception"] == "yes"]
        yield paragraph(
            f"Training before access: {len(rows)} looked at; in {len(wrong)} access came first."
        )
        heads = ("Number", "Access granted", "Requirement", "Trained", "Note")
        names = ("worker_id", "access_granted_on", "requirement", "trained_on", "note")
        yield table("Access before training", heads, ([row[n] for n in names] for row in wrong))
    days: Counter[str] = Counter()
    for row in one.tables["gaps"].told():
        days[row["cause"]] += row["days"]
    rows_of = ((cause.replace("_", " "), number) for cause, number in sorted(days.items()))
    yield table("Days of service without coverage, by cause", ("Cause", "Days"), rows_of)
    yield paragraph(REMINDERS)


def _results(one: Contents) -> Iterator[str]:
    yield heading(2, "4. Was it understood?", "results")
    counts: Counter[tuple[str, int, str]] = Counter()
    for cells in one.attempts:
        counts[cells[2], cells[3], cells[8] or "not handed in"] += 1
    rows = (
        (f"{course}, version {at}", said, n) for (course, at, said), n in sorted(counts.items())
    )
    yield table("Attempts", ("Course", "Outcome", "How many"), rows)
    yield paragraph("Every attempt stands in its person's dossier, with questions and answers.")


def _exceptions(one: Contents) -> Iterator[str]:
    yield heading(2, "5. Which exceptions were made?", "exceptions")
    names = (
        *("worker_name", "kind", "requirement", "from_on", "to_on", "approved_by", "reason"),
        *("state", "what_happened"),
    )
    rows = ([row[name] for name in names] for row in one.tables["exceptions"].told())
    yield table("Leave, extensions and waivers", [n.replace("_", " ") for n in names], rows)
    gone = ("worker_id", "what", "fact_id", "approved_by", "reason", "recorded_at")
    rows = ([row[name] for name in gone] for row in one.tables["withdrawals"].told())
    yield table("Withdrawn as recorded in error", [n.replace("_", " ") for n in gone], rows)


def _integrity(one: Contents) -> Iterator[str]:
    yield heading(2, "6. How do I know that this was not made last night?", "integrity")
    found = one.extract
    sound = "is broken: see above" if one.broken else "is unbroken"
    yield paragraph(
        f"Every fact was sealed into a ledger when it was recorded, each entry to the one before. "
        f"The extract has the seals of entries 1 to {found.last}, and the words of {found.shown} "
        f"of them that concern this agreement. The chain {sound}."
    )
    yield facts(
        (
            ("Last entry", found.last),
            ("Its seal", found.seal),
            ("Signed with key", one.key),
        )
    )
    yield paragraph(
        "Any number of people can be drawn from this list so that others draw the same, and each "
        "has a complete dossier here. README.txt says how."
    )
    yield paragraph(Safe(f"How to check all this: {link('README.txt', 'README.txt')}"))


def _files(one: Contents) -> Iterator[str]:
    yield heading(2, "What is in this pack", "files")
    rows = [
        (
            link(f"data/reports/{name}.csv", f"data/reports/{name}.csv"),
            told.answers,
            len(told.rows),
        )
        for name, told in one.tables.items()
    ]
    attempts = link("data/reports/attempts.csv", "data/reports/attempts.csv")
    rows.append(
        (attempts, "Which quizzes were taken, how often, with what result?", len(one.attempts))
    )
    yield table("Tables", ("File", "What it answers", "Rows"), rows)
    yield paragraph(link("What every column means", "data/reports/dictionary.md"))
    yield paragraph(
        "Beside them: data/people (a dossier each), data/certificates (as issued), data/courses "
        "(texts and questions as taught), data/ledger, data/keys."
    )


def _span(first: Any, last: Any) -> str:  # noqa: ANN401 - days
    return f"{in_words(first)} to {in_words(last)}" if last else f"from {in_words(first)}"


def _yes(said: bool | None) -> str:  # noqa: FBT001 - what an agreement says
    return {True: "yes", False: "no", None: "not recorded"}[said]
