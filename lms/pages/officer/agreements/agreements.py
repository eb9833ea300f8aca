"""The agreements: the list, one agreement with all that is so of it, and its description."""

from datetime import date

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from lms.actions.agreements.describe_agreement import Told, describe_agreement
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound, Refused
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.host import actor, allow, looking, working
from lms.pages.officer.agreements import told
from lms.pages.officer.agreements.describing import FIELDS, filled_of, form_of, told_by
from lms.pages.officer.agreements.forms import form_page
from lms.pages.officer.filled import Filled
from lms.reports.access.choices import choices
from lms.reports.agreement.listing import Listed, agreements_listed
from lms.reports.agreement.papers import paper_of
from lms.reports.agreement.whole import Whole, whole_agreement
from lms.reports.asking import Question
from lms.standing.civil import civil_day

pages = Blueprint("agreements", __name__)
NAMES = tuple(one.name for one in FIELDS)
DONE = {
    "described": "The agreement is recorded as you described it.",
    "served": "Who serves it is recorded.",
    "agent": "The contract agent is recorded.",
    "attested": "The attestation is recorded.",
    "retraining": "Retraining is open. It stands on the page of each of them.",
}
"""What was just done, as the page says it once."""


@pages.get("/agreements/")
@allow(Permission.SEE_EVERYONE)
def listed() -> str:
    """Show every agreement: how it runs, who serves it, who of them is late, what is missing."""
    with looking() as work:
        found = agreements_listed(work.session, _today(work))
    return render_template(
        "lms/agreements/listed.html",
        found=found,
        answer=_answer(found),
        told=told,
        may=actor().may(Permission.AGREE),
        words=words,
    )


@pages.get("/agreements/new")
@allow(Permission.AGREE)
def begin() -> str:
    """Show the form of a new agreement."""
    return form_page(form_of(None), Filled(dict.fromkeys(NAMES, "")))


@pages.post("/agreements/new")
@allow(Permission.AGREE)
def begin_now() -> AnyResponse | tuple[str, int]:
    """Record a new agreement."""
    return _describe(None)


@pages.get("/agreements/<path:agreement>/change")
@allow(Permission.AGREE)
def change(agreement: str) -> str:
    """Show the form of an agreement as it is described."""
    with looking() as work:
        whole = _whole(work, AgreementId(agreement))
    return form_page(form_of(whole.agreement.id), filled_of(whole.agreement, whole.copy))


@pages.post("/agreements/<path:agreement>/change")
@allow(Permission.AGREE)
def change_now(agreement: str) -> AnyResponse | tuple[str, int]:
    """Describe an agreement anew."""
    return _describe(AgreementId(agreement))


@pages.get("/agreements/<path:agreement>/papers/<sha256>.pdf")
@allow(Permission.SEE_EVERYONE)
def paper(agreement: str, sha256: str) -> Response:
    """Send a document that was kept for this agreement, now or before."""
    with looking() as work:
        name = paper_of(work.session, AgreementId(agreement), sha256)
        content = work.files.read(sha256)
    plain = "".join(sign for sign in name if sign.isascii() and sign not in '"\\') or "copy.pdf"
    return Response(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{plain}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


@pages.get("/agreements/<path:agreement>")
@allow(Permission.SEE_EVERYONE)
def shown(agreement: str) -> str:
    """Show everything about one agreement, and no word of any other."""
    with looking() as work:
        whole = _whole(work, AgreementId(agreement))
        titles = choices(work.session, work.actor.scope).requirements
        today = _today(work)
    return render_template(
        "lms/agreements/agreement.html",
        whole=whole,
        one=whole.agreement,
        told=told,
        titles=titles,
        today=today,
        may=actor().may(Permission.AGREE),
        done=DONE.get(request.args.get("done", ""), ""),
        words=words,
    )


def _whole(work: UnitOfWork, agreement: AgreementId) -> Whole:
    today = _today(work)
    question = Question(today, today, work.actor.scope, agreement=agreement)
    return whole_agreement(work.session, question)


def _describe(agreement: AgreementId | None) -> AnyResponse | tuple[str, int]:
    filled = Filled.of(request.form, NAMES)
    said = told_by(filled, agreement)
    if said is None or not _kept(said, filled):
        return form_page(form_of(agreement), filled), 422
    there = url_for("lms.agreements.shown", agreement=said.agreement.id, done="described")
    return redirect(there, 303)


def _kept(said: Told, filled: Filled) -> bool:
    try:
        with working() as work:
            describe_agreement(work, said)
    except Refused as refused:
        if not said.new and any(fault.field == "id" for fault in refused.faults):
            raise NotFound("There is no such agreement.") from refused
        filled.refused(refused.faults, {})
        return False
    return True


def _today(work: UnitOfWork) -> date:
    return civil_day(work.now, work.organization.time_zone)


def _answer(found: tuple[Listed, ...]) -> str:
    if not found:
        return "No agreement is on record yet."
    number = words.capitalised(words.number_word(len(found)))
    return f"{number} {'agreement is' if len(found) == 1 else 'agreements are'} on record."
