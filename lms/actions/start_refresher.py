"""A worker who has read what changed sits down to its quiz."""

from lms.evidence.facts import RefresherStarted
from lms.evidence.store import record
from lms.kernel.errors import Conflict
from lms.kernel.ids import AttemptId, CourseId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of
from lms.quizzes.drawing import draw_paper, paper_sha256
from lms.quizzes.model import Asks, Attempt
from lms.quizzes.store import attempt_row
from lms.reports.learning.my_refresher import Offer, Turn, my_refresher, refresher_turn
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
    turn = refresher_turn(work.session, worker.id, offer, work.now, today)
    if turn.open is not None:
        return turn.open.id
    if not turn.retry.allowed:
        raise Conflict(turn.retry.sentence)
    return _draw(work, worker.id, offer, turn)


def _draw(work: UnitOfWork, worker: WorkerId, offer: Offer, turn: Turn) -> AttemptId:
    attempt_id = AttemptId(work.new_id())
    paper = draw_paper(offer.quiz, attempt_id)
    attempt = Attempt(
        id=attempt_id,
        worker=worker,
        course=offer.course.slug,
        version=offer.course.version,
        number=turn.number,
        paper=paper,
        paper_sha256=paper_sha256(paper),
        started_at=work.now,
        kind=Asks.REFRESHER,
    )
    said = RefresherStarted(
        attempt_id,
        worker,
        offer.course.slug,
        offer.course.version,
        offer.since,
        attempt.paper_sha256,
    )
    record(work, said, attempt_row(attempt, turn.sitting))
    return attempt_id
