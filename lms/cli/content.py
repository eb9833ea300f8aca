"""Checking what authors wrote, and publishing it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from lms.actions.carry_out import Scene, carry_out
from lms.actions.publish_courses import publish_courses
from lms.checking.checks import desk_of
from lms.checking.table import table_of
from lms.cli.opening import opened, seen
from lms.courses.comparing import Fate
from lms.courses.model import Decision
from lms.kernel.access import SYSTEM
from lms.kernel.work import UnitOfWork
from lms.library import Library, bundled_content, open_library
from lms.reports.effect import Effect
from lms.reports.publishing.changed_texts import changed_text
from lms.reports.publishing.proposals import Proposal, proposal
from lms.reports.publishing.touched import workers_owing
from lms.settings.read import read_settings
from lms.standing.civil import civil_day
from lms.standing.model import Status

NAMED: Final = 5
"""How many of those who become stale are named."""
STALE: Final = frozenset({Status.STALE, Status.STALE_OVERDUE})
ROOT = click.argument(
    "root", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)


@click.command("check-content")
@ROOT
@click.option("--table", is_flag=True, help="Print what the courses hold, as Markdown.")
def check_content(root: Path | None, *, table: bool) -> None:
    """Say everything that is wrong in the courses, quizzes and wordings of ROOT.

    Beside what cannot be read: wrong citations, untrue minutes and, where ROOT keeps a
    courses/law.toml, facts that may not be taught, hard words and sections not covered.
    """
    root = root or told_root()
    desk, faults = desk_of(root)
    for fault in faults:
        click.echo(str(fault))
    if desk is not None:
        _tell_published(desk.library)
    if desk is None or faults:
        click.get_current_context().exit(1)
    if table:
        click.echo(table_of(desk))
        return
    library = desk.library
    lessons = sum(len(course.lessons) for course in library.courses.values())
    questions = sum(len(quiz.questions) for quiz in library.quizzes.values())
    counts = [(len(library.courses), "course"), (lessons, "lesson"), (questions, "question")]
    if library.aids.drills:
        counts.append((len(library.aids.drills), "drill"))
    click.echo("nothing wrong: " + ", ".join(_counted(*count) for count in counts))


@click.command()
@ROOT
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and write nothing.")
def publish(root: Path | None, *, dry_run: bool) -> None:
    """Publish the new versions in ROOT: from then on their text is fixed for ever."""
    library = open_library(root or told_root())
    with opened() as workshop:
        open_work = workshop.rehearsal if dry_run else workshop.work
        told: list[str] = []
        with open_work(SYSTEM) as work:
            _tell_changed(work, library)
            for course in library.courses:
                told += publishing(work, library.only(course), dry_run=dry_run)
    for line in told:
        click.echo(line)


def publishing(work: UnitOfWork, library: Library, *, dry_run: bool) -> Iterator[str]:
    """Publish the one course of a library, and tell what it changes and who becomes stale."""
    (course,) = library.courses.values()
    today = civil_day(work.now, work.organization.time_zone)
    known = proposal(work.session, course, library.quiz_of(course.slug))
    name = f"{course.slug}, version {course.version} (“{course.title}”)"
    day = max(today, course.effective_on)
    (one,), effect = carry_out(work, lambda unit: publish_courses(unit, library), Scene(day))
    if not one.new:
        yield f"{name}: unchanged."
        return
    yield f"{name}: {'would be published' if dry_run else 'published'}."
    yield f"  {_differences_told(known)}"
    yield f"  {_decision_told(one.decision)}"
    owing = workers_owing(work.session, course.slug, today)
    yield f"  {_counted(owing, 'worker')} must take this course. {_stale_told(effect)}"


def _differences_told(known: Proposal) -> str:
    """Say in counts what differs from the version before."""
    if known.before is None:
        return "The first version: all of it is new."
    counts = [
        _kinds("lesson", [one.fate for one in known.differences.lessons]),
        _kinds("section", [one.fate for one in known.differences.blocks]),
    ]
    bank = known.questions
    questions = {
        Fate.ADDED: len(bank.added),
        Fate.REMOVED: len(bank.removed),
        Fate.CHANGED: len(bank.changed),
    }
    counts.append(
        _kinds("question", [one for one, many in questions.items() for _ in range(many)])
    )
    said = "; ".join(filter(None, counts)) or "only what is said about it"
    return f"Against version {known.before.version}: {said}."


def _kinds(thing: str, fates: list[Fate]) -> str:
    """Count what became of things of a kind: 2 lessons added, 1 moved."""
    told = [f"{fates.count(fate)} {fate.value}" for fate in Fate if fate in fates]
    if not told:
        return ""
    number, _, rest = told[0].partition(" ")
    return ", ".join([f"{_counted(int(number), thing)} {rest}", *told[1:]])


def _decision_told(decision: Decision) -> str:
    said = f"{decision.change.value.capitalize()}: takes effect on {decision.effective_on}"
    by = f", to be read by {decision.read_by}" if decision.read_by else ""
    return f"{said}{by}."


def _stale_told(effect: Effect) -> str:
    stale = sum(
        number
        for (before, after), number in effect.counts.items()
        if after in STALE and before not in STALE
    )
    if not stale:
        return f"Nobody becomes stale on {effect.day}."
    names = dict.fromkeys(
        one.name for one in effect.changes if one.after and one.after.status in STALE
    )
    first = list(names)[:NAMED]
    more = " and others" if len(names) > NAMED or effect.rows > len(effect.changes) else ""
    verb = "becomes" if stale == 1 else "become"
    return f"{stale:,} {verb} stale on {effect.day}: {', '.join(first)}{more}."


def _tell_published(library: Library) -> None:
    with seen() as workshop:
        if workshop is not None:
            with workshop.look(SYSTEM) as work:
                _tell_changed(work, library)


def _tell_changed(work: UnitOfWork, library: Library) -> None:
    """Name every course whose text changed under its number, and the figures that did it."""
    for slug, course in library.courses.items():
        changed = changed_text(work.session, course, library.quiz_of(slug))
        if changed is not None:
            figures = f" Figures that changed: {', '.join(changed.figures)}."
            told = f"{slug}: its text changed; give it the version {changed.next_version}."
            click.echo(told + (figures if changed.figures else ""), err=True)


def told_root() -> Path:
    """Return the content root that the settings name, or the one that came with the product."""
    return read_settings().content or bundled_content()


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
