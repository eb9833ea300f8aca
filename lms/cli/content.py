"""Checking what authors wrote, and publishing it."""

from pathlib import Path

import click

from lms.actions.publish_courses import Publication, publish_courses
from lms.cli.opening import opened
from lms.kernel.access import SYSTEM
from lms.kernel.ids import CourseId
from lms.library import bundled_content, faults_of, open_library
from lms.reports.touched import workers_owing
from lms.settings import read_settings
from lms.standing.civil import civil_day

ROOT = click.argument(
    "root", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)


@click.command("check-content")
@ROOT
def check_content(root: Path | None) -> None:
    """Say everything that is wrong in the courses, quizzes and wordings of ROOT."""
    root = root or _told_root()
    faults = faults_of(root)
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.get_current_context().exit(1)
    library = open_library(root)
    lessons = sum(len(course.lessons) for course in library.courses.values())
    questions = sum(len(quiz.questions) for quiz in library.quizzes.values())
    counts = [(len(library.courses), "course"), (lessons, "lesson"), (questions, "question")]
    if library.aids.drills:
        counts.append((len(library.aids.drills), "drill"))
    click.echo("nothing wrong: " + ", ".join(_counted(*count) for count in counts))


@click.command()
@ROOT
@click.option("--dry-run", is_flag=True, help="Say what would be published, and write nothing.")
def publish(root: Path | None, *, dry_run: bool) -> None:
    """Publish the new versions in ROOT: from then on their text is fixed for ever."""
    library = open_library(root or _told_root())
    with opened() as workshop, workshop.work(SYSTEM) as work:
        today = civil_day(work.now, work.organization.time_zone)
        done = publish_courses(work, library, dry_run=dry_run)
        touched = {one.course: workers_owing(work.session, one.course, today) for one in done}
    for one in done:
        click.echo(_told(one, touched, dry_run=dry_run))


def _told_root() -> Path:
    return read_settings().content or bundled_content()


def _told(one: Publication, touched: dict[CourseId, int], *, dry_run: bool) -> str:
    name = f"{one.course}, version {one.version} (“{one.title}”)"
    if not one.new:
        return f"{name}: unchanged."
    verb = "would be published" if dry_run else "published"
    return f"{name}: {verb}. {_counted(touched[one.course], 'worker')} must take this course."


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
