"""All certificates that count on a day, sent as one file while it is made."""

import logging
from collections.abc import Iterator

from flask import Blueprint, Response

from lms.kernel.access import Permission
from lms.pages.host import actor, allow, host, looking
from lms.pages.narrowing import narrowed
from lms.reports.verifying.bundle import bundle

LOG = logging.getLogger("lms.pages")
pages = Blueprint("certificates_taken", __name__)


@pages.get("/reports/certificates.zip")
@allow(Permission.TAKE_REPORTS)
def take() -> Response:
    """Send them, narrowed as the reports are, in one transaction of its own."""
    with looking() as work:
        question = narrowed(work, agreed=True).sound
    workshop, somebody = host().workshop, actor()

    def body() -> Iterator[bytes]:
        with workshop.look(somebody) as work:
            yield from bundle(work, question)

    LOG.info("certificates taken", extra={"account": somebody.account})
    name = f"certificates-{question.as_of}.zip"
    return Response(
        body(),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
