"""Content checked and published from the console."""

import shutil
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from lms.cli.content import publishing
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.library import bundled_content, open_library
from tests.actions.school import open_school
from tests.builders import WORKER, a_worker, an_actor
from tests.cli.running import house, run
from tests.courses.versions import a_version

LATER: Final = date(2090, 1, 1)
"""A day that is to come, whatever day it is."""


@pytest.fixture(autouse=True)
def _an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content root of one's own: a copy of one course that came with the product."""
    own = tmp_path / "own"
    for name in ("courses/part2-core", "certificates"):
        shutil.copytree(bundled_content() / name, own / name)
    (own / "quizzes").mkdir()
    beside = ("courses/glossary.md", "courses/law.toml", "courses/decisions.toml")
    for name in (*beside, "quizzes/part2-core.md"):
        shutil.copyfile(bundled_content() / name, own / name)
    return own


def test_sound_content_is_counted() -> None:
    told = run("check-content")

    assert told.exit_code == 0
    library = open_library(bundled_content())
    questions = sum(len(quiz.questions) for quiz in library.quizzes.values())
    assert told.stdout == (
        f"nothing wrong: 12 courses, 55 lessons, {questions} questions, 14 drills\n"
    )
    assert questions > 400


def test_every_fault_is_told_by_file_line_and_reason(root: Path) -> None:
    cover = root / "courses" / "part2-core" / "course.md"
    cover.write_text(cover.read_text("utf-8").replace("+++", "---"), encoding="utf-8")
    lesson = next((root / "courses" / "part2-core").glob("01-*.md"))
    lesson.write_text(lesson.read_text("utf-8").replace("+++", "---"), encoding="utf-8")

    told = run("check-content", root)

    assert told.exit_code == 1
    assert "courses/part2-core/course.md, line 1: " in told.stdout
    assert "nothing wrong" not in told.stdout


def test_a_root_is_read_from_the_settings_if_none_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(root / "courses" / "part2-core")
    monkeypatch.setenv("LMS_CONTENT", str(root))

    assert run("check-content").exit_code == 1
    assert run("check-content", bundled_content()).exit_code == 0


def test_what_counsel_should_look_at_is_listed_beside_what_the_courses_hold() -> None:
    told = run("check-content", "--table")

    assert told.exit_code == 0
    assert "| Handling Part 2 records after the 2024 Final Rule | 8 |" in told.stdout
    assert "## For counsel" in told.stdout


def test_a_figure_that_is_changed_names_the_course_that_shows_it(root: Path) -> None:
    run("publish", root)
    law = root / "courses" / "law.toml"
    law.write_text(law.read_text("utf-8").replace("$2,190,294", "$2,250,000"), encoding="utf-8")

    tried = run("publish", root, "--dry-run")
    checked = run("check-content", root)

    told = "part2-core: its text changed; give it the version 2."
    for one in (tried, checked):
        assert f"{told} Figures that changed: penalty-4-to, penalty-cap." in one.stderr
    assert tried.exit_code == 3
    assert "part2-core: Version 1 is published with another text." in tried.stderr


def test_a_root_that_is_not_there_is_a_matter_of_usage() -> None:
    assert run("check-content", "nowhere").exit_code == 2
    assert run("publish", "nowhere").exit_code == 2


def test_publishing_says_what_changed_and_whom_it_reaches(root: Path) -> None:
    first = run("publish", root)
    again = run("publish", root)

    assert (first.exit_code, again.exit_code) == (0, 0)
    name, differs, decided, reached = first.stdout.splitlines()
    assert name.startswith("part2-core, version 1 (“")
    assert name.endswith("”): published.")
    assert differs == "  The first version: all of it is new."
    assert decided == ("  Material: takes effect on 2026-02-16, to be read by 2026-04-17.")
    assert reached.startswith("  0 workers must take this course. Nobody becomes stale on ")
    assert again.stdout.endswith("”): unchanged.\n")


def test_a_dry_run_says_so_and_writes_nothing(root: Path) -> None:
    assert "would be published" in run("publish", root, "--dry-run").stdout
    assert ": published." in run("publish", root).stdout


def test_a_changed_text_under_a_published_number_is_refused_with_its_status(root: Path) -> None:
    run("publish", root)
    lesson = next((root / "courses" / "part2-core").glob("01-*.md"))
    lesson.write_text(lesson.read_text("utf-8") + "\nOne more sentence.\n", encoding="utf-8")

    refused = run("publish", root)

    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "Give the changed text the version 2." in refused.stderr


def test_faulty_content_is_not_published(root: Path) -> None:
    shutil.rmtree(root / "courses" / "part2-core")

    refused = run("publish", root)

    assert refused.exit_code == 3
    assert "There is no course" in refused.stderr


def test_a_new_version_names_the_workers_it_reaches(root: Path) -> None:
    house()
    renew(root, effective_on=LATER)

    told = run("publish", root)

    assert told.exit_code == 0
    assert "version 2" in told.stdout
    assert "\n  Against version 1: 8 lessons added; 48 sections added; " in told.stdout
    assert "6 workers must take this course." in told.stdout


def test_it_is_told_what_differs_when_it_takes_effect_and_who_becomes_stale(
    workshop: Workshop, tmp_path: Path
) -> None:
    school = open_school(workshop, tmp_path, [WORKER, a_worker(id="W-002", name="Rowan Gild")])
    school.complete()

    with workshop.rehearsal(SYSTEM) as work:
        told = list(publishing(work, a_version(tmp_path, 3), dry_run=True))

    assert told == [
        "tiny, version 3 (“Answering callers”): would be published.",
        "  Against version 1: 1 section added, 1 changed.",
        "  Material: takes effect on 2026-03-01, to be read by 2026-04-30.",
        "  2 workers must take this course. 1 becomes stale on 2026-03-01: Tova Lindqvist.",
    ]


def test_an_editorial_version_is_told_to_ask_nothing_of_anybody(
    workshop: Workshop, tmp_path: Path
) -> None:
    open_school(workshop, tmp_path).complete()

    with workshop.rehearsal(SYSTEM) as work:
        told = list(publishing(work, a_version(tmp_path, 2, change="editorial"), dry_run=True))

    assert told[2:] == [
        "  Editorial: takes effect on 2026-03-01.",
        "  1 worker must take this course. Nobody becomes stale on 2026-03-01.",
    ]


def test_of_many_who_become_stale_the_first_are_named(workshop: Workshop, tmp_path: Path) -> None:
    staff = [a_worker(id=f"W-{at:03}", name=f"Worker {at}") for at in range(1, 8)]
    school = open_school(workshop, tmp_path, staff)
    for one in staff:
        school.complete(an_actor(worker=one.id))

    with workshop.rehearsal(SYSTEM) as work:
        *_, told = publishing(work, a_version(tmp_path, 2), dry_run=True)

    assert told.endswith(
        "7 become stale on 2026-03-01: Worker 1, Worker 2, Worker 3, Worker 4, Worker 5 "
        "and others."
    )


def test_a_material_version_in_the_past_is_refused(root: Path) -> None:
    run("publish", root)
    renew(root, effective_on=date(2026, 2, 16))

    refused = run("publish", root)

    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "part2-core, version 2: A material change takes effect today, " in refused.stderr


def renew(root: Path, effective_on: date) -> None:
    """Give the course a changed section, and the number 2."""
    cover = root / "courses" / "part2-core" / "course.md"
    front = cover.read_text("utf-8").replace("version = 1\n", "version = 2\n")
    front = front.replace("effective_on = 2026-02-16", f"effective_on = {effective_on}")
    cover.write_text(front, encoding="utf-8")
    lesson = next((root / "courses" / "part2-core").glob("01-*.md"))
    lesson.write_text(lesson.read_text("utf-8") + "\nOne more sentence.\n", encoding="utf-8")
