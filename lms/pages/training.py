"""A worker's own page: what is due, why that day, how long it takes, and what was completed."""

from flask import Blueprint, render_template

from lms.kernel.access import Permission
from lms.pages import words
from lms.pages.days import own_day
from lms.pages.duties import TODAY, home_of
from lms.pages.host import allow, looking
from lms.reports.my_training import my_training

pages = Blueprint("training", __name__)


@pages.get("/")
@allow(Permission.LEARN)
def home() -> str:
    """Show what is due first, then what is current, then what was completed."""
    with looking() as work:
        today = own_day(work)
        mine = my_training(work.session, work.actor.learner, today)
    return render_template(
        "lms/training/home.html",
        home=home_of(mine, today),
        worker=mine.worker,
        certificates=mine.certificates,
        today=today,
        today_at=TODAY,
        words=words,
    )
