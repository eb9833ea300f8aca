"""Files are brought in: chosen, shown with all that would come of it, and done exactly so."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.actions.carry_out import Scene, carry_out
from lms.actions.uploads.keep_upload import keep_upload
from lms.actions.uploads.take_upload import take_upload
from lms.kernel.access import Permission
from lms.kernel.errors import Conflict, Fault, Refused
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork
from lms.pages import words
from lms.pages.host import allow, looking, rehearsing, working
from lms.pages.officer.changes import change_rows, count_rows, effect_words
from lms.pages.officer.filled import Filled
from lms.pages.officer.kinds import KINDS, Kind
from lms.reports.access.choices import choices
from lms.reports.effect import Effect
from lms.standing.civil import civil_day

pages = Blueprint("imports", __name__)
COUNTED = ("created", "updated", "unchanged", "absent")
CHANGED = (
    "Something changed since this was shown, and it would do something else now. "
    "Nothing was done. Look at it again, then confirm."
)
LEAST_MANY = 10
SHARE_MANY = 5
"""A file that changes more than ten rows, and more than a fifth, asks for a second look."""


@dataclass(frozen=True)
class Previewed:
    """What a file that waits would do: its counts, its problems, and who changes."""

    kind: Kind
    file_name: str
    imported: Imported
    effect: Effect

    @property
    def shown(self) -> str:
        """What stands for all that is shown; only exactly that is done."""
        counts = (str(getattr(self.imported, name)) for name in COUNTED)
        return ".".join((self.effect.digest, *counts))

    def many(self, *, full: bool) -> bool:
        """Say whether it changes so many that a second look is asked for."""
        told = self.imported
        touched = told.updated + (told.absent if full else 0)
        known = told.updated + told.unchanged + told.absent
        return touched > LEAST_MANY and touched * SHARE_MANY > known


@pages.get("/imports/")
@allow(Permission.IMPORT)
def begin() -> str:
    """Show the form, and what came of the file before."""
    counts = {name: request.args.get(name, "") for name in COUNTED}
    done = all(typed.isascii() and typed.isdecimal() for typed in counts.values())
    kind = KINDS.get(request.args.get("kind", ""))
    return _form(Filled({"kind": ""}), {**counts, "kind": kind.title} if done and kind else {})


@pages.post("/imports/")
@allow(Permission.IMPORT)
def upload() -> Response | tuple[str, int]:
    """Keep a file until its effect was seen."""
    form = Filled.of(request.form, ("kind", "file"))
    sent = request.files.get("file")
    try:
        if form.text("kind") not in KINDS:
            raise Refused.of([Fault("Choose what the file holds.", "kind")])
        with working() as work:
            content = b"" if sent is None else sent.read()
            name = "" if sent is None else sent.filename or ""
            waiting = keep_upload(work, form.text("kind"), name, content)
    except Refused as refused:
        form.refused(refused.faults, {})
        return _form(form, {}), 422
    return redirect(url_for(".preview", waiting=waiting), 303)


@pages.get("/imports/<uuid:waiting>")
@allow(Permission.IMPORT)
def preview(waiting: UUID) -> tuple[str, int]:
    """Show what a file that waits would do."""
    return _shown(waiting, full="full" in request.args, wrong="")


@pages.post("/imports/<uuid:waiting>")
@allow(Permission.IMPORT)
def confirm(waiting: UUID) -> Response | tuple[str, int]:
    """Bring it in, exactly as it was shown or not at all."""
    full, shown = "full" in request.form, request.form.get("shown", "")
    try:
        with working() as work:
            done = _carried_out(work, waiting, full=full, digest=shown.partition(".")[0])
            _require_as_shown(done, shown, sure="sure" in request.form or not done.many(full=full))
    except Conflict:
        return _shown(waiting, full=full, wrong=CHANGED)
    except Refused as refused:
        return _shown(waiting, full=full, wrong=str(refused))
    counts = {name: getattr(done.imported, name) for name in COUNTED}
    return redirect(url_for(".begin", kind=done.kind.name, **counts), 303)


def _require_as_shown(done: Previewed, shown: str, *, sure: bool) -> None:
    if done.shown != shown or done.imported.problems:
        raise Conflict(CHANGED)
    if not sure:
        raise Refused("Tick that you have looked at how many change.")


def _carried_out(work: UnitOfWork, waiting: UUID, *, full: bool, digest: str | None) -> Previewed:
    today: date = civil_day(work.now, work.organization.time_zone)
    taken = take_upload(work, waiting)
    kind = KINDS[taken.kind]

    def bring(inside: UnitOfWork) -> Imported:
        return kind.bring(inside, taken.content, full and kind.roster)

    imported, effect = carry_out(work, bring, Scene(today, None, digest))
    return Previewed(kind, taken.file_name, imported, effect)


def _shown(waiting: UUID, *, full: bool, wrong: str) -> tuple[str, int]:
    with rehearsing() as work:
        found = _carried_out(work, waiting, full=full, digest=None)
    with looking() as work:
        titles = choices(work.session, work.actor.scope).requirements
    page = render_template(
        "lms/imports/preview.html",
        waiting=waiting,
        found=found,
        full=full,
        many=found.many(full=full),
        wrong=wrong,
        said=effect_words(found.effect),
        counts=count_rows(found.effect),
        late=change_rows(found.effect.late, titles),
        rows=change_rows(found.effect.changes, titles),
        words=words,
    )
    if wrong:
        return page, 409 if wrong == CHANGED else 422
    return page, 422 if found.imported.problems else 200


def _form(form: Filled, done: dict[str, str]) -> str:
    kinds = [(one.name, f"{one.title}: {one.holds}") for one in KINDS.values()]
    return render_template("lms/imports/begin.html", form=form, kinds=kinds, done=done)
