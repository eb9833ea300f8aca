"""A strange application that takes the product in: a claims desk with a life of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, Flask, abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from jinja2 import DictLoader
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from lms.extension import LMS, training_required
from lms.kernel.access import ALLOWED, Actor, Role
from lms.kernel.ids import WorkerId
from lms.kernel.work import Workshop
from tests.builders import WORKER, StillClock
from tests.guest.visitor import Visitor
from tests.pages.classroom import SLUG

KEY: Final = "the desk's own key, which is none of ours"
TEMPLATES: Final = {
    "base.html": "<title>{% block name %}Desk{% endblock %}</title>{% block main %}{% endblock %}",
    "page.html": (
        '{% extends "base.html" %}{% block main %}{{ words }} {{ 123456 | money }} '
        "[{{ lms }}{{ nobody_set_this }}] {{ asked }}"
        '<form method="post"><input type="hidden" name="csrf_token" value="{{ csrf_token() }}">'
        '<input name="who"><button>Come in</button></form>{% endblock %}'
    ),
    "sorry.html": "The desk is sorry: {{ code }}.",
}
"""The desk's templates; two of them are called as any application would call its own."""


@dataclass(frozen=True)
class Person:
    """Somebody the desk knows, in its own words."""

    name: str
    role: Role = Role.WORKER
    worker: str | None = None


PEOPLE: Final = {
    "tova": Person(WORKER.name, worker=WORKER.id),
    "keoni": Person("Keoni Kahale", worker="W-002"),
    "maud": Person("Maud Ferrier", Role.MANAGER, "M-001"),
    "guest": Person("A visiting bookkeeper"),
    "ines": Person("Ines Marlow", Role.OFFICER),
}
"""The desk's own table of people, by the name with which they come in."""


@dataclass
class Desk:
    """The application, the product in it, and where both are mounted."""

    app: Flask
    lms: LMS
    mount: str = ""

    @property
    def workshop(self) -> Workshop:
        """Where the product keeps its records."""
        workshop: Workshop = self.app.extensions["lms"].workshop
        return workshop

    @property
    def prefix(self) -> str:
        """Where the product's pages are, as a browser sees it."""
        return f"{self.mount}{self.app.extensions['lms'].prefix}"

    def visitor(self, who: str = "") -> Visitor:
        """Open another browser, and come in at the desk's own door."""
        front = Flask("front")
        serves: Any = (
            DispatcherMiddleware(front, {self.mount: self.app}) if self.mount else self.app
        )
        visitor = Visitor(Client(serves), self.mount)
        if who:
            visitor.come_in(who)
        return visitor


def open_desk(
    settings: Mapping[str, Any],
    clock: StillClock,
    mount: str = "",
    templates: Mapping[str, str] | None = None,
) -> Desk:
    """Start the desk, and take the product in after everything else."""
    app = Flask("desk")
    app.config.update(SECRET_KEY=KEY, DESK="Claims", **settings)
    app.jinja_loader = DictLoader({**TEMPLATES, **(templates or {})})
    app.add_template_filter(lambda cents: f"${cents / 100:,.2f}", "money")
    CSRFProtect(app)
    _manners(app)
    _pages(app)
    desk = Desk(app, LMS(_who_is_there, sign_in_url=_door, clock=clock), mount)
    desk.lms.init_app(app)
    return desk


def _who_is_there() -> Actor | None:
    known = PEOPLE.get(session.get("desk_account", ""))
    if known is None:
        return None
    worker = None if known.worker is None else WorkerId(known.worker)
    return Actor(f"desk:{known.name}", known.name, ALLOWED[known.role], worker)


def _door(back: str) -> str:
    return url_for("door", then=back)


def _manners(app: Flask) -> None:
    @app.before_request
    def _asked() -> None:
        g.asked = f"asked for {request.path}"

    @app.after_request
    def _signed(response: Any) -> Any:  # noqa: ANN401 - whatever Flask hands round
        response.headers["X-Desk"] = g.get("asked", "")
        return response

    for code in (403, 404, 500):
        app.register_error_handler(
            code, lambda _, code=code: (render_template("sorry.html", code=code), code)
        )


def _pages(app: Flask) -> None:
    courses = Blueprint("courses", __name__, url_prefix="/courses")

    @courses.get("")
    def index() -> str:
        return render_template("page.html", words="Golf courses", asked=g.asked)

    @app.route("/door", methods=["GET", "POST"])
    def door() -> ResponseReturnValue:
        if request.method == "GET":
            return render_template("page.html", words="The door", asked=g.asked)
        session.update(desk_account=request.form["who"], basket=["envelopes"])
        return redirect(request.args.get("then") or url_for("courses.index"), 303)

    @app.get("/basket")
    def basket() -> dict[str, Any]:
        return {"kept": session.get("basket"), "keys": sorted(session)}

    @app.get("/ways")
    def ways() -> list[str]:
        return [url_for("courses.index"), url_for("lms.training.home")]

    @app.get("/claims")
    @training_required(SLUG)
    def claims() -> str:
        return "the claims"

    @app.get("/queue/<int:number>")
    @training_required(SLUG)
    async def queue(number: int) -> str:
        return f"claim {number}"

    app.add_url_rule("/fails", "fails", lambda: str(1 // 0))
    app.add_url_rule("/private", "private", lambda: abort(403))
    app.register_blueprint(courses)
