"""Checking what authors wrote, and publishing it."""

from pathlib import Path

import click

from lms.actions.publish_courses import Publication, publish_courses
from lms.checking.checks import desk_of
from lms.checking.table import table_of
from lms.cli.opening import opened, seen
from lms.kernel.access import SYSTEM
from lms.kernel.ids import CourseId
from lms.kernel.work import UnitOfWork
from lms.library import Library, bundled_content, open_library
from lms.reports.changed_texts import changed_text
from lms.reports.touched import workers_owing
from lms.settings import read_settings
from lms.standing.civil import civil_day

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
    counts = ((len(library.courses), "course"), (lessons, "lesson"), (questions, "question"))
    click.echo("nothing wrong: " + ", ".join(_counted(*count) for count in counts))


@click.command()
@ROOT
@click.option("--dry-run", is_flag=True, help="Say what would be published, and write nothing.")
def publish(root: Path | None, *, dry_run: bool) -> None:
    """Publish the new versions in ROOT: from then on their text is fixed for ever."""
    library = open_library(root or told_root())
    with opened() as workshop, workshop.work(SYSTEM) as work:
        _tell_changed(work, library)
        today = civil_day(work.now, work.organization.time_zone)
        done = publish_courses(work, library, dry_run=dry_run)
        touched = {one.course: workers_owing(work.session, one.course, today) for one in done}
    for one in done:
        click.echo(_told(one, touched, dry_run=dry_run))


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


def _told(one: Publication, touched: dict[CourseId, int], *, dry_run: bool) -> str:
    name = f"{one.course}, version {one.version} (“{one.title}”)"
    if not one.new:
        return f"{name}: unchanged."
    verb = "would be published" if dry_run else "published"
    return f"{name}: {verb}. {_counted(touched[one.course], 'worker')} must take this course."


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
