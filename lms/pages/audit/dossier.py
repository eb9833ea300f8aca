"""One person's dossier in an auditor's room: records, papers as answered, texts, proofs."""

from typing import Final

from flask import Blueprint, Response, render_template, url_for

from lms.courses.model import Course
from lms.kernel.access import Permission
from lms.kernel.errors import NotFound
from lms.kernel.ids import CertificateNumber, CourseId, WorkerId
from lms.pages.audit.entering import Inside, inside
from lms.pages.audit.room import frame
from lms.pages.host import allow
from lms.pages.published import published_cover, published_part
from lms.reports.agreement.pack.parties import all_tables_of
from lms.reports.agreement.pack.scope import scope_of
from lms.reports.agreement.room.answers import Version, answers_of
from lms.reports.agreement.room.dossiers import (
    NOT_HERE,
    certificate_file,
    dossiers_of,
)
from lms.reports.agreement.room.proofs import PROVABLE, RECORDS, proof_here
from lms.reports.agreement.room.texts import text_taught

pages = Blueprint("audit_dossier", __name__)
_PROVABLE: Final = ", ".join(map(repr, PROVABLE))


@pages.get("/audit/<path:agreement>/people/<path:worker>")
@allow(Permission.VISIT_ROOMS)
def show(agreement: str, worker: str) -> str:
    """Show everything about one person that concerns the agreement."""
    with inside(agreement, f"the dossier of {worker}") as here:
        scope = scope_of(here.work.session, here.sound().question)
        tables = all_tables_of(here.work.session, scope)
        (found,) = dossiers_of(here.work.session, scope, tables, [WorkerId(worker)])
        return render_template(
            "lms/audit/dossier.html", **frame(here), person=found, records=RECORDS
        )


@pages.get("/audit/<path:agreement>/certificates/<number>.pdf")
@allow(Permission.VISIT_ROOMS)
def certificate(agreement: str, number: str) -> Response:
    """Send a certificate as it was issued."""
    with inside(agreement, f"certificate {number}") as here:
        scope = scope_of(here.work.session, here.sound().question)
        tables = all_tables_of(here.work.session, scope)
        content = certificate_file(here.work, tables, CertificateNumber(number))
    return _sent(content, "application/pdf", f"{number}.pdf")


@pages.get(f"/audit/<path:agreement>/proofs/<any({_PROVABLE}):kind>/<key>.json")
@allow(Permission.VISIT_ROOMS)
def proof(agreement: str, kind: str, key: str) -> Response:
    """Send the proof of one record: its row, its entry, and a checkpoint signed for it."""
    with inside(agreement, f"the proof of {kind} {key}") as here:
        scope = scope_of(here.work.session, here.sound().question)
        tables = all_tables_of(here.work.session, scope)
        found = proof_here(here.work, scope, tables, (kind, key))
    return _sent(found.document, "application/json", f"proof-{kind}-{key}.json")


@pages.get("/audit/<path:agreement>/texts/<course>/<int:version>")
@allow(Permission.VISIT_ROOMS)
def text(agreement: str, course: str, version: int) -> str:
    """Show a course as it was taught, if somebody in scope read it."""
    with inside(agreement, f"the text of {course}, version {version}") as here:
        found = _text(here, course, version)
        home = url_for("lms.courses.course", course=course)
        parts = [
            (one.title, published_cover(published_part(one.html, home), home))
            for one in found.lessons
        ]
        return render_template("lms/audit/text.html", **frame(here), text=found, parts=parts)


def _text(here: Inside, course: str, version: int) -> Course:
    scope = scope_of(here.work.session, here.sound().question)
    if Version(course, version) not in answers_of(here.work.session, scope).versions:
        raise NotFound(NOT_HERE)
    return text_taught(here.work.session, CourseId(course), version)


def _sent(content: bytes, media_type: str, name: str) -> Response:
    answer = Response(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
