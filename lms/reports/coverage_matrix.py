"""Is every section covered: taught where, asked how often, for whom, and answered how well?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.courses.coverage import holes_in, in_order, promised_in, sections_of
from lms.courses.model import Course
from lms.courses.store import courses_on, published_courses
from lms.kernel.ids import CourseId, RequirementId
from lms.people.store import within
from lms.people.tables import WorkerRow
from lms.quizzes.model import Question as Asked
from lms.quizzes.store import quiz_of
from lms.quizzes.tables import AttemptRow, GradeRow
from lms.reports.agreement.scope import courses_concerned, reaches_by
from lms.reports.asking import Answer, Column, Question, Rows
from lms.requirements.store import requirements_in_force

FEWEST_ANSWERS: Final = 10
FEWEST_WORKERS: Final = 5
COLUMNS: Final = (
    Column("section", "The section of the law; holes come first."),
    Column("hole", "What it lacks: no lesson, no question, or both. Empty for none."),
    Column("course", "The course's short name."),
    Column("course_title", "The course's title as taught.", typed=True),
    Column("course_version", "The version that is taught on that day."),
    Column("lesson", "The lesson's short name; empty where a course only promises the section."),
    Column("cited", "yes if the lesson cites the section, else no."),
    Column("questions", "How many questions about the section this lesson teaches."),
    Column("roles", "The roles those questions name, with spaces between."),
    Column("answers", "Graded answers to questions about the section, in all courses."),
    Column("workers", "How many workers gave them."),
    Column(
        "right_percent",
        "Right answers of those, in percent, rounded down; empty below "
        f"{FEWEST_ANSWERS} answers or {FEWEST_WORKERS} workers.",
    ),
)


@dataclass
class _Tally:
    """Answers about one section."""

    answers: int = 0
    right: int = 0
    workers: set[str] = field(default_factory=set)

    @property
    def right_percent(self) -> int | None:
        """The share of right answers, where it points at nobody."""
        if self.answers < FEWEST_ANSWERS or len(self.workers) < FEWEST_WORKERS:
            return None
        return 100 * self.right // self.answers


_Banks = Mapping[CourseId, tuple[Asked, ...]]


def coverage_matrix(session: Session, question: Question) -> Answer:
    """List every section by course and lesson as taught on a day; holes first.

    Sections are those that lessons cite, that questions are about, and that a course says it
    teaches. Answers are those graded by the end of the day (UTC), in whatever version. Of an
    agreement, courses that are its business, and answers by whoever ever served it.
    """
    return Answer(COLUMNS, _rows(session, question))


def holes_count(session: Session, question: Question) -> int:
    """Count the sections that lack a lesson or a question."""
    courses, banks = _taught(session, question)
    return len(_holes(courses, banks))


def _taught(session: Session, question: Question) -> tuple[Mapping[CourseId, Course], _Banks]:
    wanted = sorted(published_courses(session))
    if question.requirement is not None:
        named = requirements_in_force(session).get(RequirementId(question.requirement))
        wanted = [course for course in wanted if named and course == named.course]
    if question.agreement is not None:
        own = courses_concerned(session, question)
        wanted = [course for course in wanted if course in own]
    courses = courses_on(session, wanted, question.as_of)
    banks = {
        slug: quiz_of(session, slug, course.version).questions for slug, course in courses.items()
    }
    return courses, banks


def _rows(session: Session, question: Question) -> Rows:
    courses, banks = _taught(session, question)
    holes = _holes(courses, banks)
    tallies = _tallies(session, question)
    rows = [row for slug in courses for row in _course_rows(courses[slug], banks[slug])]
    for row in sorted(rows, key=lambda one: (one[0] not in holes, in_order(one[0]), one[1:])):
        section, *place = row
        tally = tallies[section]
        counts = (tally.answers, len(tally.workers), tally.right_percent)
        yield (section, holes.get(section, ""), *place, *counts)


def _holes(courses: Mapping[CourseId, Course], banks: _Banks) -> dict[str, str]:
    promised = {one for course in courses.values() for one in promised_in(course.teaches)}
    taught = sections_of([one for course in courses.values() for one in _cites(course)])
    asked = sections_of([rule for bank in banks.values() for one in bank for rule in one.rules])
    found = holes_in(promised | taught | asked, taught, asked)
    return {hole.section: hole.lacks for hole in found}


def _cites(course: Course) -> Iterator[str]:
    for lesson in course.lessons:
        yield from lesson.cites


def _course_rows(course: Course, bank: tuple[Asked, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield section, course, title, version, lesson, cited, questions and roles."""
    where = (course.slug, course.title, course.version)
    seen: set[str] = set()
    for lesson in course.lessons:
        cited = sections_of(lesson.cites)
        own = [one for one in bank if one.lesson == lesson.slug]
        sections = cited.union(*map(_about, own))
        for section in sections:
            found = [one for one in own if section in _about(one)]
            roles = " ".join(sorted({role for one in found for role in one.roles}))
            said = "yes" if section in cited else "no"
            yield (section, *where, lesson.slug, said, len(found), roles)
        seen |= sections
    for section in promised_in(course.teaches):
        if section not in seen:
            yield (section, *where, "", "no", 0, "")


def _about(question: Asked) -> frozenset[str]:
    return sections_of(question.rules)


def _tallies(session: Session, question: Question) -> dict[str, _Tally]:
    """Count the graded answers about each section."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    known: dict[tuple[str, int], dict[str, frozenset[str]]] = {}
    for worker, course, version, paper, correct in session.execute(_graded(question)):
        if (course, version) not in known:
            bank = quiz_of(session, CourseId(course), version).questions
            known[course, version] = {one.id: _about(one) for one in bank}
        for item, right in zip(paper, correct, strict=True):
            for section in known[course, version].get(item[0], ()):
                tally = tallies[section]
                tally.answers += 1
                tally.right += right
                tally.workers.add(worker)
    return tallies


def _graded(question: Question) -> Select[Any]:
    midnight = datetime.combine(question.as_of + timedelta(days=1), time(), UTC)
    row = AttemptRow
    query = (
        select(row.worker_id, row.course, row.version, row.paper, GradeRow.correct)
        .join(GradeRow, GradeRow.attempt_id == row.id)
        .where(within(question.scope, row.worker_id), reaches_by(question, row.worker_id))
        .where(GradeRow.graded_at < midnight)
        .order_by(row.id)
    )
    if question.team is not None:
        query = query.join(WorkerRow, WorkerRow.id == row.worker_id)
        query = query.where(WorkerRow.team == question.team)
    if question.known_before is not None:
        query = query.where(GradeRow.graded_at < question.known_before)
    return query
