"""The least that could be done instead: bare Flask, Jinja and SQLAlchemy Core alone."""

from typing import Any, Final

from argon2 import PasswordHasher
from flask import Flask, redirect, render_template, session
from jinja2 import DictLoader
from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    func,
    insert,
    select,
)
from werkzeug.wrappers import Response

KIBIBYTE: Final = 1024
SIGN_IN_KIB: Final = 13
PAGE_KIB: Final = 12
FILE_KIB: Final = 60
LINES: Final = 5
TEAMS: Final = 20
LATE_IN: Final = 20
"""One row of so many is late."""
A_PAGE: Final = 50
TODAY: Final = "2026-06-30"
PASSWORD: Final = "velvet otter under nine maples"  # noqa: S105 - it opens nothing
HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * KIBIBYTE, parallelism=1)

METADATA: Final = MetaData()
PERSON: Final = Table(
    "person",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("team", String(40), nullable=False, index=True),
)
LINE: Final = Table(
    "line",
    METADATA,
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("title", String(80), nullable=False),
    Column("team", String(40), nullable=False),
    Column("act_by", String(10), nullable=False),
    Index("line_late", "act_by", "person"),
    Index("line_team", "team", "act_by", "person"),
)

_PIECE: Final = """<section class="part"><h2 id="part-{at}">Part {at}</h2>
<p class="measure">A page of so many bytes that says nothing, in paragraphs as long as those of
a lesson, so that the template engine writes as much as it would for a real one. Hello
{{{{ name }}}}, this is the {at}th of them and it has a <a href="#part-{at}">link</a>.</p>
</section>
"""
_LIST: Final = """<ul>{% for one in lines %}<li><a href="/{{ one.place }}">{{ one.title }}</a>
{{ one.team }} <time>{{ one.act_by }}</time></li>{% endfor %}</ul>
"""
_TEAMS: Final = "<ul>{% for one in teams %}<li>{{ one.team }} {{ one.rows }}</li>{% endfor %}</ul>"


def bare_app(url: str, workers: int = 1) -> Flask:
    """Make the bare application over an empty database: a few people with five lines each."""
    app = Flask("bare", static_folder=None)
    app.config.update(SECRET_KEY=PASSWORD)
    app.jinja_env.loader = DictLoader(
        {
            "sign-in.html": _template(SIGN_IN_KIB),
            "page.html": _LIST + _template(PAGE_KIB),
            "late.html": _TEAMS + _LIST + _template(PAGE_KIB),
        }
    )
    engine = create_engine(url)
    fill(engine, workers)
    # A server parts into processes after this; each opens its own connections.
    engine.dispose()
    app.extensions["engine"] = engine
    _add_pages(app, engine)
    return app


def fill(engine: Engine, workers: int) -> None:
    """Keep so many people with five lines each, one line in twenty late."""
    METADATA.create_all(engine)
    people = [{"id": at, "name": f"Person {at}", "team": _team(at)} for at in _to(workers)]
    lines = [
        {
            "person": at,
            "place": place,
            "title": f"Line {place}",
            "team": _team(at),
            "act_by": f"2026-{5 if (at + place) % LATE_IN == 0 else 9:02}-{at % 28 + 1:02}",
        }
        for at in _to(workers)
        for place in range(LINES)
    ]
    with engine.begin() as connection:
        connection.execute(insert(PERSON), people)
        connection.execute(insert(LINE), lines)


def hash_of(password: str) -> str:
    """Hash a password as strongly as the product does."""
    return HASHER.hash(password)


def compare(kept: str, password: str) -> bool:
    """Compare a password with its hash."""
    return HASHER.verify(kept, password)


def _add_pages(app: Flask, engine: Engine) -> None:
    def enter() -> Response:
        session["person"] = 1
        return redirect("/page", 303)

    def sign_in() -> str:
        return render_template("sign-in.html", name="nobody")

    def page() -> str:
        with engine.connect() as connection:
            person = connection.execute(select(PERSON).filter_by(id=session["person"])).one()
            mine = select(LINE).filter_by(person=person.id).order_by(LINE.c.place)
            lines = connection.execute(mine).all()
        return render_template("page.html", name=person.name, lines=lines)

    def file() -> Response:
        with engine.connect() as connection:
            connection.execute(select(PERSON).filter_by(id=session["person"])).one()
        return Response(bytes(FILE_KIB * KIBIBYTE), mimetype="application/pdf")

    def late() -> str:
        with engine.connect() as connection:
            person = connection.execute(select(PERSON).filter_by(id=session["person"])).one()
            past = LINE.c.act_by < TODAY
            first = select(LINE).where(past).order_by(LINE.c.act_by, LINE.c.person).limit(A_PAGE)
            lines = connection.execute(first).all()
            counted = select(LINE.c.team, func.count().label("rows")).where(past)
            teams = connection.execute(counted.group_by(LINE.c.team)).all()
        return render_template("late.html", name=person.name, lines=lines, teams=teams)

    app.add_url_rule("/enter", "enter", enter, methods=["POST"])
    app.add_url_rule("/sign-in", "sign-in", sign_in)
    app.add_url_rule("/page", "page", page)
    app.add_url_rule("/file", "file", file)
    app.add_url_rule("/late", "late", late)


def _template(kibibytes: int) -> str:
    piece = len(_PIECE.format(at=10))
    pieces: Any = (_PIECE.format(at=at) for at in _to(kibibytes * KIBIBYTE // piece))
    return f"<!doctype html><title>{{{{ name }}}}</title>\n{''.join(pieces)}"


def _to(last: int) -> range:
    return range(1, last + 1)


def _team(number: int) -> str:
    # Not by its last digits, which say who is late.
    return f"Team {number // TEAMS % TEAMS}"
