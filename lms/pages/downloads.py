"""Files that are made while they are sent: the first byte at once, however long they are."""

import logging
from collections.abc import Iterator
from typing import Final

from flask import Response

from lms.pages.host import actor, host
from lms.reports.asking import Question
from lms.reports.taking import Form, Kind

LOG = logging.getLogger("lms.pages")
MEDIA_TYPES: Final = {
    Form.CSV: "text/csv; charset=utf-8; header=present",
    Form.JSON: "application/json",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PDF: "application/pdf",
}


def download(kind: Kind, question: Question, form: Form) -> Response:
    """Send a report as a file, a piece at a time, read in one transaction of its own.

    The request's own transaction ends before the body is sent, so it cannot be the one. A PDF
    is made before anything is sent, so that one which would be too long is refused.
    """
    workshop, somebody = host().workshop, actor()

    def body() -> Iterator[bytes]:
        with workshop.look(somebody) as work:
            yield from kind.pieces(work.session, question, form, work.organization.name)

    pieces = iter([b"".join(body())]) if form is Form.PDF else body()
    LOG.info("report taken: %s as %s", kind.name, form, extra={"account": somebody.account})
    name = kind.file_name(question, form)
    return Response(
        pieces,
        content_type=MEDIA_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
