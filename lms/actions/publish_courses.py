"""New versions of courses are published: from then on their text is fixed for ever."""

from typing import NamedTuple

from lms.actions.restate_standing import restate_standing
from lms.courses.model import Course
from lms.courses.store import add_version, published_digests
from lms.evidence.facts import CoursePublished
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.errors import Refused
from lms.kernel.ids import CourseId
from lms.kernel.work import UnitOfWork
from lms.library import Library
from lms.people.store import worker_ids
from lms.quizzes.store import add_quiz, quiz_digest


class Publication(NamedTuple):
    """What publishing does to one course: `new` is False when the version stood there already."""

    course: CourseId
    version: int
    title: str
    new: bool


def publish_courses(
    work: UnitOfWork, library: Library, *, dry_run: bool = False
) -> tuple[Publication, ...]:
    """Publish every course of a library whose version is new; the same text again does nothing.

    A changed text under a published number, or a number lower than a published one, is
    refused, and then nothing at all is published.
    """
    work.actor.require(Permission.PUBLISH)
    plan = tuple(_decide(work, library, course) for course in library.courses.values())
    if not dry_run:
        fresh = [publication.course for publication in plan if publication.new]
        for course in fresh:
            _publish(work, library, library.courses[course])
        if fresh:
            restate_standing(work, worker_ids(work.session))
    return plan


def _decide(work: UnitOfWork, library: Library, course: Course) -> Publication:
    published = published_digests(work.session, course.slug)
    if course.version in published:
        same_quiz = library.quiz_of(course.slug).text_sha256 == quiz_digest(
            work.session, course.slug, course.version
        )
        if published[course.version] != course.text_sha256 or not same_quiz:
            raise Refused(
                f"{course.slug}: version {course.version} is published with another text. "
                f"Give the changed text the version {max(published) + 1}."
            )
        return Publication(course.slug, course.version, course.title, new=False)
    if published and course.version < max(published):
        raise Refused(
            f"{course.slug}: version {course.version} comes after version {max(published)} "
            f"was published. Give it the version {max(published) + 1}."
        )
    return Publication(course.slug, course.version, course.title, new=True)


def _publish(work: UnitOfWork, library: Library, course: Course) -> None:
    quiz = library.quiz_of(course.slug)
    wording = library.wording_of(course.slug)
    add_version(work.session, course, vars(wording), work.now, work.actor.account)
    add_quiz(work.session, course.slug, course.version, quiz)
    record(
        work,
        CoursePublished(course.slug, course.version, course.text_sha256, quiz.text_sha256),
    )
