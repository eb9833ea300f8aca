"""A worker's transcript: for themselves at once, for whoever left by a link that works once."""

from collections.abc import Callable

from flask import Blueprint, Response, render_template, request, url_for

from lms.actions.transcripts.mail_transcript import mail_transcript
from lms.actions.transcripts.offer_transcript import offer_transcript
from lms.actions.transcripts.take_transcript import SPENT, take_transcript
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.host import allow, allow_anyone, looking, working
from lms.reports.learning.transcripts.file import transcript_file
from lms.reports.learning.transcripts.links import holder_seen, link_works

pages = Blueprint("transcripts", __name__)
handed = Blueprint("transcripts_handed", __name__)


@pages.get("/transcript.pdf")
@allow(Permission.LEARN)
def own() -> Response:
    """Send somebody their own transcript, signed now."""
    with looking() as work:
        content = transcript_file(work, work.actor.learner)
    return _sent(content)


@pages.get("/people/<path:worker>/transcript")
@allow(Permission.DECIDE)
def offer(worker: str) -> str:
    """Show the officer what a link is, and a button that makes one."""
    return _offer(worker)


@pages.post("/people/<path:worker>/transcript")
@allow(Permission.DECIDE)
def make(worker: str) -> str:
    """Make a link and show it this once, or send it by mail."""
    if "to" in request.form:
        return _mailed(WorkerId(worker), request.form["to"])
    with working() as work:
        link = offer_transcript(work, WorkerId(worker))
        url = _url_in(work)(link.token)
    return _offer(worker, link=url, until=words.long_day(link.expires_at.date()))


def _mailed(worker: WorkerId, to: str) -> str:
    try:
        with working() as work:
            link = mail_transcript(work, worker, to, _url_in(work))
    except Refused as refused:
        return _offer(worker, to=to, wrong=str(refused))
    return _offer(worker, sent_to=to.strip(), until=words.long_day(link.expires_at.date()))


def _url_in(work: UnitOfWork) -> Callable[[str], str]:
    house = work.organization
    return lambda token: (
        f"{house.public_url}{url_for('lms.transcripts_handed.taking', token=token)}"
    )


@handed.get("/transcript/<token>")
@allow_anyone
def taking(token: str) -> str:
    """Show a button to the bearer of a link; looking uses nothing up, as a mail filter does."""
    with looking() as work:
        if not link_works(work.session, token, work.now):
            raise NotFound(SPENT)
    return render_template("lms/people/transcript_taking.html")


@handed.post("/transcript/<token>")
@allow_anyone
def take(token: str) -> Response:
    """Send the transcript, and use the link up."""
    with working() as work:
        worker = take_transcript(work, token)
    with looking() as work:
        content = transcript_file(work, worker)
    return _sent(content)


def _offer(worker: str, **told: str) -> str:
    with looking() as work:
        holder = holder_seen(work.session, work.actor.scope, WorkerId(worker))
        mails = work.organization.sends_mail
    shown = {"link": "", "until": "", "sent_to": "", "wrong": "", "to": holder.email} | told
    return render_template(
        "lms/people/transcript.html", worker=worker, name=holder.name, mails=mails, **shown
    )


def _sent(content: bytes) -> Response:
    answer = Response(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="transcript.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
