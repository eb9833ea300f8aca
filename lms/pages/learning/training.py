"""A worker's own page: what is due, why that day, how long it takes, and what was completed."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from lms.kernel.access import Permission
from lms.pages import words
from lms.pages.context import elsewhere
from lms.pages.days import own_day
from lms.pages.host import actor, allow_signed_in, looking
from lms.pages.learning.duties import TODAY, home_of
from lms.reports.learning.my_training import my_training

pages = Blueprint("training", __name__)


@pages.get("/")
@allow_signed_in
def home() -> ResponseReturnValue:
    """Show what is due first, then what is current, then what was completed.

    Whoever takes no training here is led to the page they came for.
    """
    somebody = actor()
    if somebody.worker is None or not somebody.may(Permission.LEARN):
        return redirect(elsewhere())
    with looking() as work:
        today = own_day(work)
        mine = my_training(work.session, work.actor.learner, today)
    return render_template(
        "lms/training/home.html",
        home=home_of(mine, today),
        worker=mine.worker,
        certificates=mine.certificates,
        refreshers=mine.refreshers,
        today=today,
        today_at=TODAY,
        words=words,
    )
