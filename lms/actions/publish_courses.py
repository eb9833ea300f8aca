"""New versions of courses are published: from then on their text is fixed for ever."""

from collections.abc import Mapping
from typing import NamedTuple

from lms.actions.restate_standing import restate_standing
from lms.courses.deciding import unfit_decision
from lms.courses.model import Course, Decision
from lms.courses.store import Release, version_rows
from lms.evidence.facts import CoursePublished
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.errors import Refused
from lms.kernel.ids import CourseId
from lms.kernel.work import UnitOfWork
from lms.library import Library
from lms.people.store import worker_ids
from lms.quizzes.store import quiz_row
from lms.reports.publishing.proposals import proposal
from lms.standing.civil import civil_day

AS_PROPOSED: Mapping[CourseId, Decision] = {}


class Publication(NamedTuple):
    """What publishing does to one course: `new` is False when the version stood there already."""

    course: CourseId
    version: int
    title: str
    new: bool
    decision: Decision


def publish_courses(
    work: UnitOfWork, library: Library, decisions: Mapping[CourseId, Decision] = AS_PROPOSED
) -> tuple[Publication, ...]:
    """Publish every course of a library whose version is new; the same text again does nothing.

    Where nobody decided otherwise, what its author proposes holds. A changed text under a
    published number, a number lower than a published one, or a decision that cannot stand is
    refused, and then nothing at all is published.
    """
    work.actor.require(Permission.PUBLISH)
    plan = tuple(
        _decide(work, library, course, decisions.get(course.slug, course.decision))
        for course in library.courses.values()
    )
    fresh = [publication for publication in plan if publication.new]
    for publication in fresh:
        _publish(work, library, publication)
    if fresh:
        restate_standing(work, worker_ids(work.session))
    return plan


def _decide(work: UnitOfWork, library: Library, course: Course, decision: Decision) -> Publication:
    known = proposal(work.session, course, library.quiz_of(course.slug))
    if known.refusal:
        raise Refused(f"{course.slug}: {known.refusal}")
    if known.before is not None and not known.new:
        decided = known.before.decision
        return Publication(course.slug, course.version, course.title, new=False, decision=decided)
    today = civil_day(work.now, work.organization.time_zone)
    unfit = unfit_decision(decision, today, first=known.first)
    if unfit:
        raise Refused(f"{course.slug}, version {course.version}: {' '.join(unfit.values())}")
    return Publication(course.slug, course.version, course.title, new=True, decision=decision)


def _publish(work: UnitOfWork, library: Library, publication: Publication) -> None:
    course = library.course(publication.course)
    quiz = library.quiz_of(course.slug)
    decision = publication.decision
    release = Release(course, vars(library.wording_of(course.slug)), decision)
    rows = version_rows(work.session, release, work.now, work.actor.account)
    said = CoursePublished(
        course=course.slug,
        version=course.version,
        text_sha256=course.text_sha256,
        quiz_sha256=quiz.text_sha256,
        change=decision.change.value,
        effective_on=decision.effective_on,
        refresh_days=decision.refresh_days,
    )
    record(work, said, *rows, quiz_row(course.slug, course.version, quiz))
