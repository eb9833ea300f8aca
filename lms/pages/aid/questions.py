"""Job aids: may I disclose, and are we a QSO; asked step by step, with nothing kept."""

from typing import Final

from flask import Blueprint, render_template, request, url_for

from lms.aids import DISCLOSING
from lms.decisions.deciding import decide, known
from lms.pages.aid.shelf import aids
from lms.pages.aid.telling import answers_of, choices_of, told
from lms.pages.host import allow_signed_in

pages = Blueprint("aid", __name__)
WHOLE: Final = "whole"
"""The key of the address that asks for every question on one page."""
GO: Final = "go"
"""The key by which a form names what it asked, so that one sent empty is told from a new one."""


@pages.get("/may-i-disclose")
@allow_signed_in
def may_i_disclose() -> str:
    """Ask what matters for a disclosure, and answer with conditions, notice, and whom to ask."""
    return _asked(DISCLOSING, "may_i_disclose")


@pages.get("/are-we-a-qso")
@allow_signed_in
def are_we_a_qso() -> str:
    """Ask what matters for an agreement, and answer from the definition, or name counsel."""
    return _asked("are-we-a-qso", "are_we_a_qso")


def _asked(name: str, view: str) -> str:
    model = aids().model(name)
    given = known(model, request.args.to_dict())
    decision = decide(model, given)
    question = decision.asks
    whole = WHOLE in request.args
    shown = model.questions if whole else (question,) if question else ()
    asked_before = question is not None and request.args.get(GO) in {question.id, WHOLE}
    here = url_for(f"lms.aid.{view}")
    return render_template(
        "lms/aid/questions.html",
        model=model,
        here=here,
        whole=whole,
        given=given,
        asked=[(one, choices_of(one, hints=not whole)) for one in shown],
        answered=answers_of(model, given),
        told=told(model, decision) if question is None else None,
        problem=question if asked_before else None,
        go=GO,
        all=WHOLE,
        disclosing=name == DISCLOSING,
        view=f"lms.aid.{view}",
    )
