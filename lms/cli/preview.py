"""A look at a content root as workers will see it, on the author's own machine."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click
from flask import Flask, Response, abort, render_template, url_for
from markupsafe import Markup
from werkzeug.serving import make_server

from lms.checking.checks import further_faults
from lms.checking.desk import Desk
from lms.cli.content import ROOT, told_root
from lms.courses.model import Course, Glossary
from lms.kernel.ids import CourseId
from lms.kernel.markdown import WORD, Fault
from lms.library import Library, read_root
from lms.pages import words
from lms.pages.context import STATIC_FOLDER, content_hash
from lms.pages.published import published, published_cover
from lms.pages.registry import TEMPLATES
from lms.pages.security import HEADERS

HERE: Final = "127.0.0.1"
FOLDERS: Final = ("courses", "quizzes", "certificates")


@dataclass
class Shop:
    """A content root as it lies there now: read again as soon as a file in it has changed."""

    root: Path
    _state: object = None
    _read: tuple[Library, tuple[Fault, ...]] = field(default=(Library({}, {}, {}), ()))

    def look(self) -> tuple[Library, tuple[Fault, ...]]:
        """Return what can be read, and everything that is wrong."""
        state = self._files()
        if state != self._state:
            library, faults = read_root(self.root)
            self._read = library, faults or further_faults(Desk(self.root, library))
            self._state = state
        return self._read

    def _files(self) -> frozenset[tuple[Path, int, int]]:
        return frozenset(
            (path, path.stat().st_mtime_ns, path.stat().st_size)
            for folder in FOLDERS
            for path in (self.root / folder).rglob("*")
            if path.is_file()
        )


class Surroundings:
    """What the templates are told instead of a site: there is nobody, and nowhere else to go."""

    organization = "Preview"
    contact_name = contact_email = theme = ""
    actor = account_url = sign_out_url = theme_url = None
    demonstration = False
    nav = ()

    @property
    def home_url(self) -> str:
        """The list of courses."""
        return url_for("index")

    def asset(self, name: str) -> str:
        """Return the address of a static file."""
        return url_for("static", filename=name, v=content_hash(name))


@click.command()
@ROOT
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535))
def preview(root: Path | None, port: int) -> None:
    """Show the courses of ROOT on this machine as workers will see them, with all faults."""
    server = make_server(HERE, port, preview_of(root or told_root()), threaded=True)
    click.echo(f"Open http://{HERE}:{port}/ - stop with Ctrl+C", err=True)
    try:
        server.serve_forever()
    finally:
        server.server_close()


def preview_of(root: Path) -> Flask:
    """Make the application that shows a content root; it keeps nothing, and nobody signs in."""
    app = Flask(
        __name__,
        template_folder=str(TEMPLATES),
        static_folder=str(STATIC_FOLDER),
        static_url_path="/static",
    )
    app.config["TRUSTED_HOSTS"] = [HERE, "localhost"]
    shop = Shop(root)
    app.context_processor(lambda: {"lms": Surroundings(), "words": words})
    app.after_request(_protected)
    app.add_url_rule("/", "index", lambda: _index(shop))
    app.add_url_rule("/courses/<course>", "course", lambda course: _course(shop, course))
    app.add_url_rule("/courses/<course>/quiz", "quiz", lambda course: _quiz(shop, course))
    app.add_url_rule(
        "/courses/<course>/<lesson>",
        "lesson",
        lambda course, lesson: _lesson(shop, course, lesson),
    )
    app.add_url_rule(
        "/courses/<course>/assets/<name>", "asset", lambda course, name: _asset(shop, course, name)
    )
    return app


def _index(shop: Shop) -> str:
    library, faults = shop.look()
    return render_template(
        "lms/preview/index.html",
        courses=library.courses.values(),
        faults=faults,
        law=library.law,
    )


def _course(shop: Shop, slug: str) -> str:
    library, faults = shop.look()
    course = _found(library, slug)
    return render_template(
        "lms/preview/course.html",
        course=course,
        intro=published_cover(course.html, url_for("course", course=slug)),
        quiz=library.quizzes.get(course.quiz),
        faults=_about(faults, f"courses/{slug}/", f"quizzes/{course.quiz}.md"),
    )


def _lesson(shop: Shop, slug: str, name: str) -> str:
    library, faults = shop.look()
    course = _found(library, slug)
    found = [one for one in course.lessons if one.slug == name]
    if not found:
        abort(404)
    (lesson,) = found
    return render_template(
        "lms/preview/lesson.html",
        course=course,
        lesson=lesson,
        text=published(lesson.html),
        terms=_terms(course.glossary, lesson.terms),
        faults=[
            one for one in _about(faults, f"courses/{slug}/") if one.path.endswith(f"-{name}.md")
        ],
    )


def _quiz(shop: Shop, slug: str) -> str:
    library, faults = shop.look()
    course = _found(library, slug)
    if course.quiz not in library.quizzes:
        abort(404)
    return render_template(
        "lms/preview/quiz.html",
        course=course,
        quiz=library.quizzes[course.quiz],
        published=published,
        faults=_about(faults, f"quizzes/{course.quiz}.md"),
    )


def _asset(shop: Shop, slug: str, sha256: str) -> Response:
    library, _ = shop.look()
    found = [one for one in _found(library, slug).assets if one.sha256 == sha256]
    if not found:
        abort(404)
    return Response(found[0].content, content_type=found[0].media_type)


def _found(library: Library, slug: str) -> Course:
    found = library.courses.get(CourseId(slug))
    if found is None:
        abort(404, "This course cannot be read yet. The first page says why.")
    return found


def _about(faults: tuple[Fault, ...], *places: str) -> list[Fault]:
    return [one for one in faults if one.path.startswith(places)]


def _terms(glossary: Glossary, wanted: tuple[str, ...]) -> list[tuple[str, str, Markup, str]]:
    return [
        (f"{WORD}{term.anchor}", term.title, published(term.html), "")
        for term in glossary.of(wanted)
    ]


def _protected(response: Response) -> Response:
    headers: dict[str, Any] = {**HEADERS, "Cache-Control": "no-store"}
    for name, value in headers.items():
        response.headers[name] = value
    return response
