"""A worker who has read what changed sits down to its quiz."""

from lms.evidence.facts import RefresherStarted
from lms.evidence.store import record
from lms.kernel.errors import Conflict
from lms.kernel.ids import AttemptId, CourseId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.quizzes.drawing import draw_paper, paper_sha256
from lms.quizzes.model import Asks, Attempt
from lms.quizzes.retrying import may_try_again
from lms.quizzes.store import Try, add_attempt, tries_of
from lms.reports.closing import open_try
from lms.reports.my_refresher import Offer, my_refresher, refresher_sitting
from lms.standing.civil import civil_day


def start_refresher(work: UnitOfWork, course: CourseId) -> AttemptId:
    """Draw a paper about what changed for the acting worker, or return the one that is open.

    Raises `Conflict` when there is nothing to refresh, also for whoever has lapsed and takes
    the whole course, or when the retry rule says not yet, with the sentence to show.
    """
    worker = worker_of(work.session, work.actor.learner, lock=True)
    today = civil_day(work.now, worker.time_zone)
    offer = my_refresher(work.session, worker.id, course, today)
    if offer is None:
        raise Conflict(
            "There is nothing to refresh in this course now. Open it to see where you stand."
        )
    sitting = refresher_sitting(work.session, worker.id, course)
    tries = tries_of(work.session, worker.id, course, sitting)
    begun = open_try(work.session, course, tries, today)
    if begun is not None:
        return begun.id
    _require_turn(work, offer, tries)
    return _draw(work, worker.id, offer, (sitting, len(tries) + 1))


def _require_turn(work: UnitOfWork, offer: Offer, tries: list[Try]) -> None:
    own = [one for one in tries if one.version == offer.course.version]
    graded = tuple(one.graded for one in own if one.graded is not None)
    retry = may_try_again(offer.quiz, graded, work.now)
    if not retry.allowed:
        raise Conflict(retry.sentence)


def _draw(work: UnitOfWork, worker: WorkerId, offer: Offer, place: tuple[int, int]) -> AttemptId:
    sitting, number = place
    attempt_id = AttemptId(work.new_id())
    paper = draw_paper(offer.quiz, attempt_id)
    attempt = Attempt(
        id=attempt_id,
        worker=worker,
        course=offer.course.slug,
        version=offer.course.version,
        number=number,
        paper=paper,
        paper_sha256=paper_sha256(paper),
        started_at=work.now,
        kind=Asks.REFRESHER,
    )
    add_attempt(work.session, attempt, sitting)
    said = RefresherStarted(
        attempt_id,
        worker,
        offer.course.slug,
        offer.course.version,
        offer.since,
        attempt.paper_sha256,
    )
    record(work, said)
    return attempt_id
